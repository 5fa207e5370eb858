import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addsUpToZero } from './balances.ts';
import { creditApplied, invoiceWrittenOff, refundAsked, writeOffReversed } from './credit.ts';
import type { Entry } from './entry.ts';
import { creditNoteIssued, invoiceIssued, invoiceVoided } from './invoices.ts';
import {
  creditCreated,
  outsidePaymentRecorded,
  paymentAllocated,
  paymentFeeKnown,
  paymentSucceeded,
} from './payments.ts';
import { balanceMoved } from './stripeMoves.ts';

const at = new Date('2026-03-31T23:30:00.000Z');
const [invoiceId, customerId, attemptId, paymentId, creditNoteId] = [
  '019b0000-0000-7000-8000-000000000001',
  '019b0000-0000-7000-8000-000000000002',
  '019b0000-0000-7000-8000-000000000003',
  '019b0000-0000-7000-8000-000000000004',
  '019b0000-0000-7000-8000-000000000005',
];
const of = { invoiceId, customerId, currency: 'GBP' };
const moved = (movedFor: 'fee' | 'reserve' | 'topUp' | 'platformFee' | 'other', amount: number, taken = 0) =>
  balanceMoved({
    ...{ moveId: attemptId, balanceTransactionId: 'txn_2', movedFor, type: 'any', currency: 'GBP', amount, fee: taken },
    at: '2026-03-31T23:30:00.000Z',
  });

const issued = (net: number, tax: number) =>
  invoiceIssued({
    ...of,
    number: 'NW-1',
    issueDate: '2026-03-01',
    dueDate: '2026-03-15',
    net,
    tax,
    total: net + tax,
    taxes: [],
  });
const voided = (net: number, tax: number) => invoiceVoided({ ...of, date: '2026-03-02', net, tax, total: net + tax });
const credited = (net: number, tax: number, toCredit: number) =>
  creditNoteIssued({
    ...of,
    creditNoteId,
    number: 'CN-1',
    date: '2026-03-20',
    net,
    tax,
    total: net + tax,
    offBalance: net + tax - toCredit,
    toCredit,
  });
const paid = (amount: number) =>
  paymentSucceeded({
    ...of,
    attemptId,
    paymentId,
    amount,
    receivedAt: at.toISOString(),
    paymentIntentId: 'pi_1',
    chargeId: null,
  });
const transferred = (amount: number) =>
  outsidePaymentRecorded({ ...of, paymentId, amount, method: 'bankTransfer', date: '2026-03-30' });
const allocated = (amount: number) => paymentAllocated({ ...of, paymentId, amount, date: '2026-04-01' });
const kept = (amount: number, source: 'payment' | 'creditNote' = 'payment') =>
  creditCreated({
    customerId,
    currency: 'GBP',
    amount,
    date: '2026-04-01',
    source,
    sourceId: source === 'payment' ? paymentId : creditNoteId,
  });
const applied = (amount: number) =>
  creditApplied({ ...of, applicationId: creditNoteId, amount, date: '2026-04-02', due: 0 });
const asked = (amount: number) => refundAsked({ ...of, refundId: paymentId, creditNoteId, amount, date: '2026-04-03' });
const writtenOff = (amount: number) => invoiceWrittenOff({ ...of, amount, date: '2026-04-04' });
const reversed = (amount: number) => writeOffReversed({ ...of, amount, date: '2026-04-05', cause: 'recovered' });
const fee = (amount: number, currency = 'GBP') =>
  paymentFeeKnown(
    {
      paymentId,
      currency,
      gross: 12_000,
      fee: amount,
      net: 12_000 - amount,
      balanceTransactionId: 'txn_1',
      availableAt: '2026-04-07T00:00:00Z',
    },
    at,
  );

test('of 100.00 at a connected account 94.30 stay: 2.90 + 0.30 are Stripe’s and 2.50 the platform’s', () => {
  const told = { paymentId, currency: 'GBP', gross: 10_000, fee: 570, applicationFee: 250, net: 9_430 };
  const when = { balanceTransactionId: 'txn_1', availableAt: '2026-04-07T00:00:00Z' };
  const taken = paymentFeeKnown({ ...told, ...when }, at);
  expect(posted(taken)).toEqual({ stripeFees: 320, applicationFees: 250, stripeClearing: -570 });
  expect(standing([paid(10_000), taken]).stripeClearing).toBe(9_430);
});

const posted = (entry: Entry | null) =>
  Object.fromEntries(entry?.postings.map(({ account, amount }) => [account, Number(amount)]) ?? []);

/** Accounts that stand at something other than zero. */
function standing(entries: readonly (Entry | null)[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { account, amount } of entries.flatMap((entry) => entry?.postings ?? []))
    sums.set(account, (sums.get(account) ?? 0) + Number(amount));
  return Object.fromEntries([...sums].filter(([, amount]) => amount !== 0));
}

describe('what each event books', () => {
  test.each([
    ['an invoice', issued(10_000, 2_000), { receivables: 12_000, revenue: -10_000, taxPayable: -2_000 }],
    ['an invoice without tax', issued(10_000, 0), { receivables: 10_000, revenue: -10_000 }],
    ['a voided invoice', voided(10_000, 2_000), { receivables: -12_000, revenue: 10_000, taxPayable: 2_000 }],
    [
      'a credit note on an invoice that was partly paid',
      credited(5_000, 1_000, 4_000),
      { revenue: 5_000, taxPayable: 1_000, receivables: -2_000, customerCredit: -4_000 },
    ],
    ['a payment', paid(12_000), { stripeClearing: 12_000, unappliedCash: -12_000 }],
    ['a payment outside of Stripe', transferred(12_000), { bank: 12_000, unappliedCash: -12_000 }],
    ['an allocation', allocated(12_000), { unappliedCash: 12_000, receivables: -12_000 }],
    ['an overpayment', kept(500), { unappliedCash: 500, customerCredit: -500 }],
    ['credit that settles', applied(500), { customerCredit: 500, receivables: -500 }],
    ['credit that is to go back', asked(500), { customerCredit: 500, refundsPayable: -500 }],
    ['a write-off', writtenOff(12_000), { badDebts: 12_000, receivables: -12_000 }],
    ['a write-off that is taken back', reversed(2_000), { receivables: 2_000, badDebts: -2_000 }],
    ['a fee', fee(378), { stripeFees: 378, stripeClearing: -378 }],
    ['a fee that Stripe gave back', fee(-378), { stripeFees: -378, stripeClearing: 378 }],
    ['a bill of Stripe’s', moved('fee', -750), { stripeFees: 750, stripeClearing: -750 }],
    ['a bill of Stripe’s with a fee of its own', moved('fee', -750, 20), { stripeFees: 770, stripeClearing: -770 }],
    ['what Stripe holds back', moved('reserve', -2_000), { stripeReserves: 2_000, stripeClearing: -2_000 }],
    ['what comes from the bank', moved('topUp', 5_000), { bank: -5_000, stripeClearing: 5_000 }],
    ['the platform’s part', moved('platformFee', 250), { applicationFees: -250, stripeClearing: 250 }],
    [
      'anything else, with its fee',
      moved('other', 300, 25),
      { stripeOther: -300, stripeFees: 25, stripeClearing: 275 },
    ],
    ['what moved nothing', moved('other', 0), {}],
  ])('%s', (_, entry, expected) => expect(posted(entry)).toEqual(expected));

  test.each([
    ['an invoice of nothing', issued(0, 0)],
    ['no fee', fee(0)],
    ['credit of a credit note, which the note has booked', kept(500, 'creditNote')],
  ])('nothing for %s', (_, entry) => expect(entry).toBeNull());
});

test('an invoice counts for its own dates, money for the UTC day it came', () => {
  const dates = [issued(1, 0), voided(1, 0), credited(1, 0, 0), allocated(1), kept(1), paid(1), fee(1), transferred(1)];
  expect(dates.map((entry) => entry?.effectiveOn)).toEqual([
    '2026-03-01',
    '2026-03-02',
    '2026-03-20',
    '2026-04-01',
    '2026-04-01',
    '2026-03-31',
    '2026-03-31',
    '2026-03-30',
  ]);
});

test('a fee is booked in the currency that Stripe settles in', () => {
  expect(fee(300, 'EUR')).toMatchObject({ currency: 'EUR', sourceId: paymentId });
});

test('an event whose amounts do not add up books nothing and says so', () => {
  const broken = () => invoiceVoided({ ...of, date: '2026-03-02', net: 100, tax: 20, total: 121 });
  expect(broken).toThrow(expect.objectContaining({ kind: 'bug', code: 'unbalanced_entry', passing: true }));
});

const minor = fc.integer({ min: 0, max: 10_000_000_000_000 });
const some = fc.integer({ min: 1, max: 10_000_000_000_000 });
const anyEntry = fc.oneof(
  fc.tuple(minor, minor).map(([net, tax]) => issued(net, tax)),
  fc.tuple(minor, minor).map(([net, tax]) => voided(net, tax)),
  fc
    .tuple(minor, minor, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([net, tax, part]) => credited(net, tax, Math.floor((net + tax) * part))),
  some.map(paid),
  some.map(transferred),
  some.map(allocated),
  some.map((amount) => kept(amount)),
  some.map(applied),
  some.map(asked),
  some.map(writtenOff),
  some.map(reversed),
  fc.maxSafeInteger().map((amount) => fee(amount)),
);

test('every entry adds up to zero, posts to an account once, and never posts zero', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const postings = entry?.postings ?? [];
      expect(addsUpToZero(postings.map(({ amount }) => ({ currency: 'GBP', amount })))).toBe(true);
      expect(new Set(postings.map(({ account }) => account)).size).toBe(postings.length);
      expect(postings.every(({ amount }) => amount !== 0n)).toBe(true);
      expect(postings.length).not.toBe(1);
    }),
  );
});

test('an invoice paid in parts and then some leaves no debt, no unapplied cash, and the rest as credit', () => {
  fc.assert(
    fc.property(minor, minor, fc.array(some, { minLength: 1, maxLength: 6 }), (net, tax, payments) => {
      let due = net + tax;
      const entries = payments.flatMap((amount) => {
        const taken = Math.min(due, amount);
        due -= taken;
        const rest = amount - taken;
        return [paid(amount), taken > 0 ? allocated(taken) : null, rest > 0 ? kept(rest) : null];
      });
      const { unappliedCash, receivables = 0, customerCredit = 0 } = standing([issued(net, tax), ...entries]);
      const came = payments.reduce((sum, amount) => sum + amount, 0);
      expect({ unappliedCash, receivables, customerCredit }).toEqual({
        unappliedCash: undefined,
        receivables: due,
        customerCredit: -(came - (net + tax - due)) + 0,
      });
    }),
  );
});

test('an invoice voided, or credited in full before it was paid, leaves every account where it was', () => {
  fc.assert(
    fc.property(minor, minor, (net, tax) => {
      expect(standing([issued(net, tax), voided(net, tax)])).toEqual({});
      expect(standing([issued(net, tax), credited(net, tax, 0)])).toEqual({});
    }),
  );
});

test('money that comes after a write-off takes the loss back to the unit', () => {
  fc.assert(
    fc.property(some, some, (total, came) => {
      const recovered = Math.min(total, came);
      const rest = came - recovered;
      const entries = [
        ...[issued(total, 0), writtenOff(total), paid(came), reversed(recovered), allocated(recovered)],
        ...(rest > 0 ? [kept(rest)] : []),
      ];
      const { receivables, badDebts = 0, customerCredit = 0 } = standing(entries);
      expect([receivables, badDebts, customerCredit]).toEqual([undefined, total - recovered, -rest + 0]);
    }),
  );
});

test('an invoice credited in full after it was paid leaves the money as credit', () => {
  const entries = [issued(100, 20), paid(120), allocated(120), credited(100, 20, 120), kept(120, 'creditNote')];
  expect(standing(entries)).toEqual({ stripeClearing: 120, customerCredit: -120 });
});
