import type { invoicing, payments } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told, utcDate } from './entry.ts';

/** The customer owes again what a payment had settled: the money is to go back, or their bank took it. */
export function paymentReversed(told: Told<typeof invoicing.paymentReversed>): Entry | null {
  const { causeId, invoiceId, currency, date, amount, cause } = told;
  return entry(
    { kind: 'paymentReversed', sourceId: causeId, invoiceId, currency, effectiveOn: date },
    debit('receivables', amount),
    credit(cause === 'refund' ? 'refundsPayable' : 'disputesHeld', amount),
  );
}

/** What had become credit of a payment went with it, when the customer's bank took it. */
export function creditReversed(told: Told<typeof invoicing.creditReversed>): Entry | null {
  const { disputeId, invoiceId, currency, date, amount } = told;
  return entry(
    { kind: 'disputeTookCredit', sourceId: disputeId, invoiceId, currency, effectiveOn: date },
    debit('customerCredit', amount),
    credit('disputesHeld', amount),
  );
}

/** Money went back to the card. */
export function refundSucceeded(told: Told<typeof payments.refundSucceeded>): Entry | null {
  const { refundId, invoiceId, currency, amount, at } = told;
  return entry(
    { kind: 'refundSent', sourceId: refundId, invoiceId, currency, effectiveOn: utcDate(new Date(at)) },
    debit('refundsPayable', amount),
    credit('stripeClearing', amount),
  );
}

/** What had gone back came back to us, and is owed to the customer again. What never left books nothing. */
export function refundFailed(told: Told<typeof payments.refundFailed>): Entry | null {
  const { refundId, invoiceId, currency, amount, at, hadSucceeded } = told;
  if (!hadSucceeded) return null;
  return entry(
    { kind: 'refundReturned', sourceId: refundId, invoiceId, currency, effectiveOn: utcDate(new Date(at)) },
    debit('stripeClearing', amount),
    credit('refundsPayable', amount),
  );
}

/** The customer got it another way. */
export function refundSettled(told: Told<typeof invoicing.refundSettled>): Entry | null {
  const { refundId, invoiceId, currency, amount, date } = told;
  return entry(
    { kind: 'refundSettled', sourceId: refundId, invoiceId, currency, effectiveOn: date },
    debit('refundsPayable', amount),
    credit('bank', amount),
  );
}

/** Stripe takes disputed money until the bank has decided; its fee is gone at once, unless it gives it back. */
export function disputeMoneyMoved(told: Told<typeof payments.disputeMoneyMoved>): Entry | null {
  const { disputeId, invoiceId, currency, direction, amount, fee, at } = told;
  const taken = direction === 'withdrawn' ? amount : -amount;
  return entry(
    {
      kind: direction === 'withdrawn' ? 'disputeMoneyTaken' : 'disputeMoneyReturned',
      ...{ sourceId: disputeId, invoiceId, currency, effectiveOn: utcDate(new Date(at)) },
    },
    debit('disputesHeld', taken),
    debit('stripeFees', fee),
    credit('stripeClearing', taken + fee),
  );
}

/** The platform gives back its part of what went back; in the settlement currency, like the fee. */
export function applicationFeeReturned(told: Told<typeof payments.applicationFeeReturned>): Entry | null {
  const { paymentId, invoiceId, currency, amount, at } = told;
  return entry(
    {
      kind: 'applicationFeeReturned',
      ...{ sourceId: paymentId, invoiceId, currency, effectiveOn: utcDate(new Date(at)) },
    },
    debit('stripeClearing', amount),
    credit('applicationFees', amount),
  );
}
