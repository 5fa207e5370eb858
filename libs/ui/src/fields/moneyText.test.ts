import { CURRENCIES, type Currency, exponent } from '@purser/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoney, writeMoney } from './moneyText.ts';

const read = (typed: string, currency: Currency = 'GBP', locale = 'en-GB') => readMoney(typed, currency, locale);

describe('an amount is read as people of the locale write it', () => {
  test.each([
    ['12', 'GBP', 'en-GB', 1200],
    ['12.5', 'GBP', 'en-GB', 1250],
    ['.5', 'GBP', 'en-GB', 50],
    ['5.', 'GBP', 'en-GB', 500],
    ['1,234.50', 'GBP', 'en-GB', 123450],
    ['1 234.50', 'GBP', 'en-GB', 123450],
    ["1'234.50", 'CHF', 'de-CH', 123450],
    ['12,34,567.00', 'INR', 'en-IN', 123456700],
    ['1.234,50', 'EUR', 'de-DE', 123450],
    ['1\u202f234,50', 'EUR', 'fr-FR', 123450],
    ['12,50', 'GBP', 'en-GB', 1250],
    ['12.50', 'EUR', 'de-DE', 1250],
    ['£12.50', 'GBP', 'en-GB', 1250],
    ['12.50 gbp', 'GBP', 'en-GB', 1250],
    ['12,50 €', 'EUR', 'de-DE', 1250],
    ['1,234', 'JPY', 'en-GB', 1234],
    ['1.234', 'KWD', 'en-GB', 1234],
    ['12.500', 'GBP', 'en-GB', 1250],
    ['90071992547.41', 'GBP', 'en-GB', 9007199254741],
  ] as const)('%j in %s, %s', (typed, currency, locale, amount) => {
    expect(readMoney(typed, currency, locale)).toEqual({ kind: 'amount', amount });
  });
});

describe('what is no amount, or could be two, is refused', () => {
  test.each([
    ['12.345', 'GBP', 'tooManyDecimals'],
    ['1.5', 'JPY', 'tooManyDecimals'],
    ['1,5', 'JPY', 'notANumber'],
    ['12 50', 'GBP', 'notANumber'],
    ['1,2345', 'GBP', 'notANumber'],
    ['1.2.3', 'GBP', 'notANumber'],
    ['1.234,5', 'GBP', 'notANumber'],
    ['$12', 'GBP', 'notANumber'],
    ['12 USD', 'GBP', 'notANumber'],
    ['1e3', 'GBP', 'notANumber'],
    ['.', 'GBP', 'notANumber'],
    ['twelve', 'GBP', 'notANumber'],
    ['100000000000.01', 'GBP', 'tooLarge'],
    ['9'.repeat(400), 'GBP', 'tooLarge'],
    ['-5', 'GBP', 'negative'],
  ] as const)('%j in %s is %s', (typed, currency, reason) => {
    expect(read(typed, currency)).toEqual({ kind: 'unreadable', reason });
  });

  test('an amount below zero is read where one is asked for', () => {
    expect(readMoney('-5', 'GBP', 'en-GB', { negative: true })).toEqual({ kind: 'amount', amount: -500 });
    expect(readMoney('-£5', 'GBP', 'en-GB', { negative: true })).toEqual({ kind: 'amount', amount: -500 });
  });

  test('an empty box is no amount and no fault', () => {
    expect(read('  ')).toEqual({ kind: 'empty' });
    expect(read('£')).toEqual({ kind: 'empty' });
  });
});

test('what is written is read back, to the last unit, in every currency and locale', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
      fc.constantFrom(...CURRENCIES),
      fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'pl-PL'),
      (amount, currency, locale) => {
        const text = writeMoney(amount, currency, locale);
        expect(text.replace(/\D/g, '')).toHaveLength(Math.max(exponent(currency) + 1, String(Math.abs(amount)).length));
        expect(readMoney(text, currency, locale, { negative: true })).toEqual({ kind: 'amount', amount });
      },
    ),
  );
});
