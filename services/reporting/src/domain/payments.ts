import type { invoicing, payments } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told, utcDate } from './entry.ts';

/**
 * Money lies at Stripe and is for nothing yet. It counts for the day it came, in UTC: the event tells an instant, and
 * only the tenant's zone would make another date of it.
 */
export function paymentSucceeded(told: Told<typeof payments.paymentSucceeded>): Entry | null {
  const { paymentId, invoiceId, amount, currency, receivedAt } = told;
  return entry(
    {
      kind: 'paymentReceived',
      sourceId: paymentId,
      invoiceId,
      currency,
      effectiveOn: utcDate(new Date(receivedAt)),
    },
    debit('stripeClearing', amount),
    credit('unappliedCash', amount),
  );
}

/** Money that staff found at the bank, or in the till. It counts for the day they say it came, in the tenant's zone. */
export function outsidePaymentRecorded(told: Told<typeof invoicing.outsidePaymentRecorded>): Entry | null {
  const { paymentId, invoiceId, amount, currency, date } = told;
  return entry(
    { kind: 'outsidePaymentReceived', sourceId: paymentId, invoiceId, currency, effectiveOn: date },
    debit('bank', amount),
    credit('unappliedCash', amount),
  );
}

/** Money that came pays what was owed. */
export function paymentAllocated(told: Told<typeof invoicing.paymentAllocated>): Entry | null {
  const { paymentId, invoiceId, amount, currency, date } = told;
  return entry(
    { kind: 'paymentAllocated', sourceId: paymentId, invoiceId, currency, effectiveOn: date },
    debit('unappliedCash', amount),
    credit('receivables', amount),
  );
}

/** Where credit came from besides a credit note, which books its own: what it was before. */
const creditSources = {
  payment: { kind: 'overpaymentCredited', from: 'unappliedCash' },
  refund: { kind: 'refundWithdrawn', from: 'refundsPayable' },
  dispute: { kind: 'disputeWonBack', from: 'disputesHeld' },
} as const;

/** Money beyond what was owed, a refund that could not be sent, or a dispute that was won late. */
export function creditCreated(told: Told<typeof invoicing.creditCreated>): Entry | null {
  const { source, sourceId, amount, currency, date } = told;
  if (source === 'creditNote') return null;
  const { kind, from } = creditSources[source];
  return entry(
    { kind, sourceId, invoiceId: null, currency, effectiveOn: date },
    debit(from, amount),
    credit('customerCredit', amount),
  );
}

/**
 * What Stripe kept, and what the platform took of it, in the settlement currency, which need not be the payment's. A fee that Stripe gave back is negative;
 * accounts billed by the month have none. It counts for the UTC day on which it was told, since the event does not say
 * when Stripe took it: `availableAt` is the later day on which the money may be paid out.
 */
export function paymentFeeKnown(told: Told<typeof payments.paymentFeeKnown>, at: Date): Entry | null {
  const { paymentId, currency, fee, applicationFee = 0 } = told;
  return entry(
    { kind: 'feeCharged', sourceId: paymentId, invoiceId: null, currency, effectiveOn: utcDate(at) },
    debit('stripeFees', fee - applicationFee),
    debit('applicationFees', applicationFee),
    credit('stripeClearing', fee),
  );
}
