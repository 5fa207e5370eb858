import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES } from './currency.ts';
import { toDecimalText } from './decimal.ts';
import { format } from './format.ts';
import { money } from './money.ts';

test.each([
  [123456n, 'GBP', 'en-GB', '£1,234.56'],
  [-5n, 'USD', 'en-US', '-$0.05'],
  [500n, 'JPY', 'en-US', '¥500'],
  [123456n, 'EUR', 'de-DE', '1.234,56 €'],
  [1234n, 'KWD', 'en-US', 'KWD 1.234'],
  [1234n, 'IQD', 'en-US', 'IQD 1.234'],
  [12345n, 'CLF', 'en-US', 'CLF 1.2345'],
] as const)('%d %s in %s reads %s', (amount, code, locale, text) => {
  expect(format(money(amount, code), locale).replace(/\u00a0/g, ' ')).toBe(text);
});

test('no digit is lost beyond what a double holds', () => {
  expect(format(money(123456789012345678901n, 'GBP'), 'en-GB')).toBe('£1,234,567,890,123,456,789.01');
});

test('every digit of every amount is shown, in every currency', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.constantFrom(...CURRENCIES), (amount, code) => {
      const shown = /\d[\d,]*(\.\d+)?/.exec(format(money(amount, code), 'en-US'))?.[0].replaceAll(',', '');
      expect(shown).toBe(toDecimalText(money(amount, code)).replace('-', ''));
    }),
  );
});
