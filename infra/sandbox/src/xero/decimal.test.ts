import { expect, it } from 'vitest';
import { lineTotal, scaled, shown, taxIn, taxOn } from './decimal.ts';

it.each([
  [12.345, 2, 1235n],
  [-12.345, 2, -1235n],
  [1.005, 2, 101n],
  [0.1 + 0.2, 2, 30n],
  [1e-7, 4, 0n],
  [1e21, 2, 10n ** 23n],
  [0, 2, 0n],
  [33.3333, 4, 333_333n],
])('reads %d at %i places', (value, places, count) => {
  expect(scaled(value, places)).toBe(count);
});

it('refuses what is no number', () => {
  expect(() => scaled(Number.NaN, 2)).toThrow(RangeError);
  expect(() => scaled(Number.POSITIVE_INFINITY, 2)).toThrow(RangeError);
});

it('rounds a line once, after quantity, price and discount', () => {
  expect(lineTotal(30_000n, 333_333n, 0n)).toBe(10_000n);
  expect(lineTotal(10_000n, 333_333n, 0n)).toBe(3_333n);
  expect(lineTotal(10_000n, 100_000n, 125_000n)).toBe(875n);
  expect(lineTotal(-10_000n, 10_050n, 0n)).toBe(-101n);
});

it('puts tax on an amount and finds it inside one', () => {
  expect(taxOn(1_003n, 200_000n)).toBe(201n);
  expect(taxIn(1_200n, 200_000n)).toBe(200n);
  expect(taxOn(-1_003n, 50_000n)).toBe(-50n);
  expect(shown(201n, 2)).toBe(2.01);
});
