import { expect, test } from 'vitest';
import { everyMonth, monthsUpTo, nextMonth } from './months.ts';

test('months go back over the turn of the year, the oldest first', () => {
  expect(monthsUpTo('2026-02-28', 4)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01']);
  expect(monthsUpTo('2025-12-31', 1)).toEqual(['2025-12-01']);
  expect([nextMonth('2026-12-05'), nextMonth('2026-09-30')]).toEqual(['2027-01-01', '2026-10-01']);
});

test('a month without anything is there with zeros, in each currency of the period', () => {
  const row = { month: '2026-02-01', currency: 'GBP', billed: 5n, tax: 1n, collected: 2n, fees: 0n };
  const other = { ...row, month: '2026-01-01', currency: 'EUR' };
  expect(everyMonth(['2026-01-01', '2026-02-01'], [row, other])).toMatchObject([
    { month: '2026-01-01', currency: 'EUR', billed: 5n },
    { month: '2026-01-01', currency: 'GBP', billed: 0n, tax: 0n, collected: 0n, fees: 0n },
    { month: '2026-02-01', currency: 'EUR', billed: 0n },
    { month: '2026-02-01', currency: 'GBP', billed: 5n },
  ]);
  expect(everyMonth(['2026-01-01'], [])).toEqual([]);
});
