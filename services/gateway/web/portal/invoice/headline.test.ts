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
  expect(headlineOf({ status, total, due: money(due), underWay: null })).toEqual({ kind, figure: money(amount) });
});

test.each([
  // All of it is on its way: nothing is asked for again, however late it is.
  ['open', 12_000, 12_000, 'underWay', 12_000],
  ['overdue', 7_000, 7_000, 'underWay', 7_000],
  // A part: only the rest is.
  ['open', 12_000, 5_000, 'due', 7_000],
  ['overdue', 12_000, 5_000, 'overdue', 7_000],
  // It was withdrawn, or settled another way, while the bank was at work.
  ['void', 0, 5_000, 'withdrawn', 12_000],
  ['paid', 0, 5_000, 'underWay', 5_000],
] as const)(
  'of one that is %s with %i due and %i on its way it says "%s" over %i',
  (status, due, under, kind, amount) => {
    const underWay = { amount: money(under), since: '2026-11-30T10:00:00.000Z', isDebit: true };
    expect(headlineOf({ status, total, due: money(due), underWay })).toEqual({ kind, figure: money(amount) });
  },
);
