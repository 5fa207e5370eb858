import { expect, test } from 'vitest';
import { dueOf, type Invoice, statusOf } from './invoice.ts';

const open: Invoice = {
  invoiceId: 'i',
  customerId: 'c',
  currency: 'GBP',
  net: 100n,
  tax: 20n,
  total: 120n,
  paid: 0n,
  credited: 0n,
  offBalance: 0n,
  creditApplied: 0n,
  writtenOff: 0n,
  number: 'NW-0001',
  dueOn: '2026-03-31',
  voidedOn: null,
};

const cases: [what: string, facts: Partial<Invoice>, today: string, status: string, due: bigint][] = [
  ['a draft owes nothing and is never overdue', { number: null, dueOn: null }, '2030-01-01', 'draft', 0n],
  ['issued and not due', {}, '2026-03-01', 'open', 120n],
  ['on the due date it is not overdue', {}, '2026-03-31', 'open', 120n],
  ['the day after it is', {}, '2026-04-01', 'overdue', 120n],
  ['partly paid', { paid: 20n }, '2026-03-01', 'partlyPaid', 100n],
  ['partly paid and late is late', { paid: 20n }, '2026-04-01', 'overdue', 100n],
  ['partly credited is open for the rest', { credited: 20n, offBalance: 20n }, '2026-03-01', 'open', 100n],
  ['paid is never overdue', { paid: 120n }, '2026-04-01', 'paid', 0n],
  ['paid and credited to the last unit', { paid: 70n, credited: 50n, offBalance: 50n }, '2026-04-01', 'paid', 0n],
  ['credited after it was paid', { paid: 120n, credited: 120n }, '2026-04-01', 'paid', 0n],
  ['partly settled with credit is partly paid', { creditApplied: 20n }, '2026-03-01', 'partlyPaid', 100n],
  ['settled with money and credit is paid', { paid: 70n, creditApplied: 50n }, '2026-04-01', 'paid', 0n],
  ['written off owes nothing that anybody expects', { paid: 20n, writtenOff: 100n }, '2026-04-01', 'uncollectible', 0n],
  ['void owes nothing', { voidedOn: '2026-03-02' }, '2026-04-01', 'void', 0n],
];

test.each(cases)('%s', (_what, facts, today, status, due) => {
  const invoice = { ...open, ...facts };
  expect([statusOf(invoice, today), dueOf(invoice)]).toEqual([status, due]);
});
