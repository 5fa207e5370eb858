import { expect, test } from 'vitest';
import { addsUpToZero } from './balances.ts';
import { safeAmount } from './safeAmount.ts';

test('one currency never makes up for another', () => {
  const pounds = { currency: 'GBP', amount: 5n };
  expect(addsUpToZero([pounds, { currency: 'EUR', amount: -5n }])).toBe(false);
  expect(addsUpToZero([pounds, { currency: 'GBP', amount: -5n }])).toBe(true);
  expect(addsUpToZero([])).toBe(true);
});

test('a sum that JSON would round is refused', () => {
  expect(safeAmount(-(2n ** 53n) + 1n)).toBe(Number.MIN_SAFE_INTEGER);
  expect(() => safeAmount(2n ** 53n)).toThrow(expect.objectContaining({ code: 'amount_out_of_range' }));
});
