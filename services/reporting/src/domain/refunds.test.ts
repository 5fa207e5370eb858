import { expect, test } from 'vitest';
import type { Entry } from './entry.ts';
import { creditCreated } from './payments.ts';
import {
  creditReversed,
  disputeMoneyMoved,
  paymentReversed,
  refundFailed,
  refundSettled,
  refundSucceeded,
} from './refunds.ts';

const [invoiceId, customerId, paymentId, id] = [
  '019b0000-0000-7000-8000-000000000001',
  '019b0000-0000-7000-8000-000000000002',
  '019b0000-0000-7000-8000-000000000003',
  '019b0000-0000-7000-8000-000000000004',
];
const of = { invoiceId, customerId, currency: 'GBP' };
const at = '2026-03-31T23:30:00.000Z';
const date = '2026-04-01';
const booked = (entry: Entry | null) =>
  entry && {
    kind: entry.kind,
    on: entry.effectiveOn,
    ...Object.fromEntries(entry.postings.map((p) => [p.account, p.amount])),
  };

const back = { ...of, paymentId, date, causeId: id, due: 0, amount: 40_00 };
const sent = {
  ...of,
  refundId: id,
  partId: id,
  paymentId,
  amount: 40_00,
  at,
  origin: 'purser',
  stripeRefundId: 're_1',
} as const;
const failed = { ...of, refundId: id, amount: 40_00, at, failure: 'expired_or_canceled_card' };
const disputed = { disputeId: id, paymentId, invoiceId, currency: 'GBP', balanceTransactionId: 'txn_1', at };

test('a refund is owed, then sent; one that comes back is owed again, and may be paid another way or become credit', () => {
  expect(booked(paymentReversed({ ...back, cause: 'refund' }))).toEqual({
    ...{ kind: 'paymentReversed', on: date },
    ...{ receivables: 40_00n, refundsPayable: -40_00n },
  });
  expect(booked(refundSucceeded(sent))).toEqual({
    ...{ kind: 'refundSent', on: '2026-03-31' },
    ...{ refundsPayable: 40_00n, stripeClearing: -40_00n },
  });
  expect(booked(refundFailed({ ...failed, hadSucceeded: true }))).toMatchObject({
    ...{ stripeClearing: 40_00n, refundsPayable: -40_00n },
  });
  expect(refundFailed({ ...failed, hadSucceeded: false })).toBeNull();
  expect(booked(refundSettled({ ...of, refundId: id, amount: 40_00, method: 'bankTransfer', date }))).toMatchObject({
    ...{ refundsPayable: 40_00n, bank: -40_00n },
  });
  const credit = { customerId, currency: 'GBP', amount: 40_00, date, sourceId: id };
  expect(booked(creditCreated({ ...credit, source: 'refund' }))).toMatchObject({
    ...{ refundsPayable: 40_00n, customerCredit: -40_00n },
  });
});

test('disputed money stands apart with its fee gone; lost it is the customer’s debt, won it comes back', () => {
  const taken = disputeMoneyMoved({ ...disputed, direction: 'withdrawn', amount: 40_00, fee: 15_00 });
  expect(booked(taken)).toMatchObject({ disputesHeld: 40_00n, stripeFees: 15_00n, stripeClearing: -55_00n });
  expect(booked(paymentReversed({ ...back, cause: 'dispute' }))).toMatchObject({
    ...{ receivables: 40_00n, disputesHeld: -40_00n },
  });
  expect(booked(creditReversed({ ...of, paymentId, disputeId: id, amount: 40_00, date }))).toEqual({
    ...{ kind: 'disputeTookCredit', on: date },
    ...{ customerCredit: 40_00n, disputesHeld: -40_00n },
  });
  const won = disputeMoneyMoved({ ...disputed, direction: 'reinstated', amount: 40_00, fee: -15_00 });
  expect(booked(won)).toMatchObject({ disputesHeld: -40_00n, stripeFees: -15_00n, stripeClearing: 55_00n });
  const credit = { customerId, currency: 'GBP', amount: 40_00, date, sourceId: id, source: 'dispute' as const };
  expect(booked(creditCreated(credit))).toMatchObject({ disputesHeld: 40_00n, customerCredit: -40_00n });
});
