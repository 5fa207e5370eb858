import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Settled, standingOf } from './standing.ts';

const paid = (...daysLate: number[]): Settled[] =>
  daysLate.map((late, at) => ({ invoiceId: `i${at}`, amount: 100n, total: 100n, daysLate: late }));
const gradeOf = (settled: Settled[], ...late: number[]) =>
  standingOf(
    settled,
    late.map((daysLate) => ({ daysLate })),
  ).grade;

test.each<[what: string, settled: Settled[], late: number[], grade: string | null]>([
  ['pays on time', paid(0, -3, 0, 0), [], 'A'],
  ['is late now and then', paid(0, 0, 0, 10, 0), [], 'A'],
  ['is often a little late', paid(5, 5, 0, 0), [], 'B'],
  ['is always two weeks late', paid(14, 14, 14), [], 'D'],
  ['is mostly late', paid(20, 20, 20, 0), [], 'C'],
  ['pays on time but owes for two months', paid(0, 0, 0), [61], 'D'],
  ['pays on time but owes for a month', paid(0, 0, 0), [31], 'C'],
  ['has paid twice', paid(0, 0), [], null],
  ['has paid nothing ever', [], [3], null],
  ['has paid nothing for months', [], [90], 'D'],
])('who %s', (_what, settled, late, grade) => {
  expect(gradeOf(settled, ...late)).toBe(grade);
});

test('the reasons say what weighs most first, in words', () => {
  const { reasons, figures } = standingOf(paid(0, 0, 10), [{ daysLate: 40 }, { daysLate: 2 }]);
  expect(reasons).toEqual([
    '2 invoices are overdue now, the longest for 40 days.',
    'Pays 3.3 days late on average, over 3 invoices.',
    '33% of what was paid came after its due date.',
  ]);
  expect(figures).toEqual({
    ...{ settledInvoices: 3, averageDaysLate: 3.3, shareLate: 0.3333 },
    ...{ overdueInvoices: 2, longestOverdue_days: 40 },
  });
  expect(standingOf(paid(0), []).reasons[0]).toBe(
    'Not enough to go by: only 1 invoice was paid in the last two years.',
  );
});

test('a part that came late weighs as much as it was of its invoice', () => {
  const whole = { invoiceId: 'a', total: 1000n };
  const parts = [
    { ...whole, amount: 900n, daysLate: 0 },
    { ...whole, amount: 100n, daysLate: 30 },
  ];
  expect(standingOf([...parts, ...paid(0, 0, 0)], []).figures).toMatchObject({
    averageDaysLate: 0.8,
    shareLate: 0.025,
  });
});

const settled = fc.array(
  fc.record({ invoiceId: fc.uuid(), amount: fc.bigInt(1n, 10n ** 12n), daysLate: fc.integer({ min: -60, max: 400 }) }),
  { maxLength: 30 },
);
const overdue = fc.array(fc.record({ daysLate: fc.integer({ min: 1, max: 900 }) }), { maxLength: 10 });

test('paying later, or owing for longer, never betters a grade', () => {
  fc.assert(
    fc.property(settled, overdue, fc.integer({ min: 0, max: 400 }), (paidRows, late, more) => {
      const rows = paidRows.map((row) => ({ ...row, total: row.amount }));
      const before = standingOf(rows, late).grade;
      const slower = rows.map((row) => ({ ...row, daysLate: row.daysLate + more }));
      const longer = late.map(({ daysLate }) => ({ daysLate: daysLate + more }));
      const after = [standingOf(slower, late).grade, standingOf(rows, longer).grade];
      // No grade can become a bad one by what is overdue, and never the other way.
      for (const grade of after) if (before !== null) expect(grade !== null && grade >= before).toBe(true);
    }),
  );
});
