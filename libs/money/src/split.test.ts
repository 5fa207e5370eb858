import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';
import { MAX_PARTS, split, splitAmount } from './split.ts';

const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0n));
const sumOf = (parts: readonly bigint[]) => parts.reduce((sum, part) => sum + part, 0n);

describe('split', () => {
  test('loses no unit', () => {
    fc.assert(fc.property(amount, weights, (whole, by) => sumOf(splitAmount(whole, by)) === whole));
  });

  test('no part is a whole unit away from its exact share, and a zero weight gets nothing', () => {
    fc.assert(
      fc.property(amount, weights, (whole, by) => {
        const total = sumOf(by);
        splitAmount(whole, by).forEach((part, index) => {
          const weight = by[index] ?? 0n;
          const off = part * total - whole * weight;
          expect(off < total && off > -total).toBe(true);
          if (weight === 0n) expect(part).toBe(0n);
        });
      }),
    );
  });

  test('a part never exceeds its weight when the whole does not exceed their sum', () => {
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 1000n }), (by, thousandths) => {
        const parts = splitAmount((sumOf(by) * thousandths) / 1000n, by);
        expect(parts.every((part, index) => part <= (by[index] ?? 0n))).toBe(true);
      }),
    );
  });

  test('a negative amount splits as the mirror image of the positive one', () => {
    fc.assert(
      fc.property(amount, weights, (whole, by) => {
        expect(splitAmount(-whole, by)).toEqual(splitAmount(whole, by).map((part) => -part));
      }),
    );
  });

  test('units left over go to the largest remainder, the earlier part first on a tie', () => {
    expect(split(money(100n, 'GBP'), 3).map((part) => part.amount)).toEqual([34n, 33n, 33n]);
    expect(splitAmount(10n, [1n, 5n, 1n])).toEqual([2n, 7n, 1n]);
    expect(splitAmount(5n, [3n, 0n, 3n])).toEqual([3n, 0n, 2n]);
    expect(splitAmount(-1n, [1n, 1n])).toEqual([-1n, 0n]);
  });

  test('nothing splits by weights of zero, something does not', () => {
    expect(splitAmount(0n, [0n, 0n])).toEqual([0n, 0n]);
    expect(() => splitAmount(1n, [0n, 0n])).toThrow(expect.objectContaining({ code: 'invalidSplit' }));
  });

  test.each([0, -1, 1.5, Number.NaN, MAX_PARTS + 1])('%d parts are refused', (parts) => {
    expect(() => split(money(1n, 'GBP'), parts)).toThrow(expect.objectContaining({ code: 'invalidSplit' }));
  });

  test('a negative weight, or none at all, is refused', () => {
    expect(() => splitAmount(1n, [2n, -1n])).toThrow(expect.objectContaining({ code: 'invalidSplit' }));
    expect(() => splitAmount(1n, [])).toThrow(expect.objectContaining({ code: 'invalidSplit' }));
  });
});
