import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCIES } from './currency.ts';
import { formatDecimal, PERCENT, parseDecimal, parseMoney, QUANTITY, toDecimalText } from './decimal.ts';
import { money } from './money.ts';

describe('parseDecimal', () => {
  test.each([
    ['1.250000', 1250000n],
    ['1.25', 1250000n],
    ['0.000001', 1n],
    ['007', 7000000n],
    ['999999999.999999', 999999999999999n],
  ])('reads quantity %s as %d millionths', (text, scaled) => {
    expect(parseDecimal(text, QUANTITY)).toBe(scaled);
  });

  test.each([
    ['1e3', 'malformedDecimal'],
    ['NaN', 'malformedDecimal'],
    ['Infinity', 'malformedDecimal'],
    ['', 'malformedDecimal'],
    [' 1', 'malformedDecimal'],
    ['+1', 'malformedDecimal'],
    ['.5', 'malformedDecimal'],
    ['5.', 'malformedDecimal'],
    ['1,5', 'malformedDecimal'],
    ['0x10', 'malformedDecimal'],
    ['١', 'malformedDecimal'],
    ['1\n', 'malformedDecimal'],
    ['0'.repeat(65), 'malformedDecimal'],
    ['-1', 'negativeDecimal'],
    ['1.0000000', 'tooManyDecimals'],
    ['1000000000', 'tooManyDigits'],
  ])('refuses %j as %s', (text, code) => {
    expect(() => parseDecimal(text, QUANTITY)).toThrow(expect.objectContaining({ code }));
  });

  test('percent has four decimals and three digits before the point', () => {
    expect(parseDecimal('8.875', PERCENT)).toBe(88750n);
    expect(() => parseDecimal('8.87505', PERCENT)).toThrow(expect.objectContaining({ code: 'tooManyDecimals' }));
    expect(() => parseDecimal('1000', PERCENT)).toThrow(expect.objectContaining({ code: 'tooManyDigits' }));
  });

  test('what formatDecimal writes, parseDecimal reads back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.nat(6), (scaled, minimum) => {
        const text = formatDecimal(scaled, QUANTITY.scale, minimum);
        expect(parseDecimal(text, { ...QUANTITY, signed: true })).toBe(scaled);
      }),
    );
  });
});

describe('amounts as text', () => {
  test.each([
    ['12.5', 'GBP', 1250n, '12.50'],
    ['-0.05', 'EUR', -5n, '-0.05'],
    ['500', 'JPY', 500n, '500'],
    ['1.234', 'KWD', 1234n, '1.234'],
    ['1.2345', 'CLF', 12345n, '1.2345'],
  ] as const)('%s %s is %d minor units, written %s', (typed, code, amount, written) => {
    expect(parseMoney(typed, code)).toEqual(money(amount, code));
    expect(toDecimalText(money(amount, code))).toBe(written);
  });

  test('more decimals than the currency has are refused, not rounded', () => {
    expect(() => parseMoney('1.5', 'JPY')).toThrow(expect.objectContaining({ code: 'tooManyDecimals' }));
    expect(() => parseMoney('1.234', 'GBP')).toThrow(expect.objectContaining({ code: 'tooManyDecimals' }));
  });

  test('every amount survives text and back in every currency', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
        fc.constantFrom(...CURRENCIES),
        (amount, code) => {
          expect(parseMoney(toDecimalText(money(amount, code)), code)).toEqual(money(amount, code));
        },
      ),
    );
  });
});
