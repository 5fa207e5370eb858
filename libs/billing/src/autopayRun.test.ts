import { expect, test } from 'vitest';
import { planRun, sumsOfRun } from './autopayRun.ts';

const bill = (invoiceId: string, hindrance: 'noCard' | null = null) => ({ invoiceId, hindrance, try: 1 });
const owed = (invoiceId: string, due: number, more: object = {}) => ({
  ...{ invoiceId, number: `N-${invoiceId}`, due, currency: 'GBP', disputed: false },
  ...more,
});

test('a run charges what is owed; what was paid since is no part of it, and what is disputed stays', () => {
  const bills = [bill('a'), bill('b'), bill('c'), bill('d', 'noCard'), bill('unknown')];
  const rows = planRun(bills, [owed('a', 700), owed('b', 0), owed('c', 300, { disputed: true }), owed('d', 5)]);
  expect(rows.map(({ invoiceId, number, amount, hindrance }) => [invoiceId, number, amount.amount, hindrance])).toEqual(
    [
      ['a', 'N-a', 700, null],
      ['c', 'N-c', 300, 'disputed'],
      ['d', 'N-d', 5, 'noCard'],
    ],
  );
  expect(rows[0]?.try).toBe(1);
});

test('only what would be charged is added up, each currency by itself', () => {
  const bills = [bill('a'), bill('b'), bill('c'), bill('d', 'noCard')];
  const rows = planRun(bills, [owed('a', 700), owed('b', 20), owed('c', 9, { currency: 'EUR' }), owed('d', 5)]);
  expect(sumsOfRun(rows)).toEqual([
    { currency: 'EUR', amount: 9 },
    { currency: 'GBP', amount: 720 },
  ]);
});
