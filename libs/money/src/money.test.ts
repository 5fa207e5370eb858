import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCIES } from './currency.ts';
import { add, compare, equals, money, negate, subtract, sum, zero } from './money.ts';

const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

describe('arithmetic', () => {
  test('adding and subtracting undo each other', () => {
    fc.assert(
      fc.property(amount, amount, fc.constantFrom(...CURRENCIES), (a, b, code) => {
        const left = money(a, code);
        const right = money(b, code);
        expect(equals(subtract(add(left, right), right), left)).toBe(true);
        expect(add(left, negate(left))).toEqual(zero(code));
      }),
    );
  });

  test('the sum of nothing is zero in the currency asked for', () => {
    expect(sum([], 'KWD')).toEqual({ amount: 0n, currency: 'KWD' });
    expect(sum([money(1n, 'KWD'), money(-4n, 'KWD')], 'KWD')).toEqual(money(-3n, 'KWD'));
  });

  test('compare orders amounts and agrees with equality', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const order = compare(money(a, 'EUR'), money(b, 'EUR'));
        expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(equals(money(a, 'EUR'), money(b, 'EUR'))).toBe(order === 0);
      }),
    );
  });

  test('two currencies never mix, and are never equal', () => {
    const pounds = money(1n, 'GBP');
    const euros = money(1n, 'EUR');
    const mismatch = expect.objectContaining({ code: 'currencyMismatch' });
    expect(() => add(pounds, euros)).toThrow(mismatch);
    expect(() => subtract(pounds, euros)).toThrow(mismatch);
    expect(() => compare(pounds, euros)).toThrow(mismatch);
    expect(() => sum([pounds], 'EUR')).toThrow(mismatch);
    expect(equals(zero('GBP'), zero('EUR'))).toBe(false);
  });
});
