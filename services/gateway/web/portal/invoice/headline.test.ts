import { expect, test } from 'vitest';
import { headlineOf } from './headline.ts';

const money = (amount: number) => ({ amount, currency: 'GBP' });
const total = money(12_000);

test.each([
  ['open', 12_000, 'due', 12_000],
  ['partlyPaid', 7_000, 'due', 7_000],
  ['overdue', 7_000, 'overdue', 7_000],
  ['paid', 0, 'paid', 12_000],
  ['void', 0, 'withdrawn', 12_000],
  ['void', 12_000, 'withdrawn', 12_000],
  // Credited in full: nothing is due, and nobody paid it.
  ['open', 0, 'settled', 12_000],
] as const)('an invoice that is %s with %i due is headed "%s" over %i', (status, due, kind, amount) => {
  expect(headlineOf({ status, total, due: money(due) })).toEqual({ kind, figure: money(amount) });
});
