import type Stripe from 'stripe';
import { type RefundFact, refundStatusOf } from '../domain/refund.ts';
import { settledOf } from './balanceMoves.ts';
import { applicationPart } from './fees.ts';

/** The parts of a refund that we read, as plain JSON, and when it was asked for. */
export type RefundJson = {
  id: string;
  amount: number;
  currency: string;
  status: string | null;
  failure: string | null;
  paymentIntentId: string | null;
  partId: string | null;
  /** What of the platform's fee came back with it, in the currency it was settled in; null where Stripe did not tell. */
  feeReturned?: { amount: number; currency: string } | null;
  /** What sending it, and its coming back, did to the balance. */
  settled?: RefundFact['settled'];
  askedAt: string;
};

/** Of one that is just being sent. */
export const withFee: ['balance_transaction'] = ['balance_transaction'];
/** The fees that came back with a refund are told beside it, and what it did to the balance. */
export const withFees: ['balance_transaction', 'failure_balance_transaction'] = [
  'balance_transaction',
  'failure_balance_transaction',
];

export function refundJson(refund: Stripe.Refund, askedAt: Date): RefundJson {
  const intent = refund.payment_intent;
  return {
    id: refund.id,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    failure: refund.failure_reason ?? null,
    paymentIntentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    partId: refund.metadata?.part_id ?? null,
    feeReturned: feeReturned(refund),
    settled: { sent: settledOf(refund.balance_transaction), back: settledOf(refund.failure_balance_transaction) },
    askedAt: askedAt.toISOString(),
  };
}

function feeReturned({ balance_transaction: booked }: Stripe.Refund): RefundJson['feeReturned'] {
  if (booked === null || booked === undefined || typeof booked === 'string') return null;
  return { amount: -applicationPart(booked.fee_details), currency: booked.currency };
}

/** A status that we do not know says nothing yet: it is asked for again. */
export function refundFact({ id, status, failure, feeReturned, settled }: RefundJson): RefundFact {
  const known = refundStatusOf(status) ?? 'pending';
  return {
    id,
    status: known,
    failure: failure ?? (known === 'failed' ? 'unknown' : null),
    feeReturned: feeReturned ?? null,
    ...(settled && { settled }),
  };
}

/** The refund we may have made without hearing of it, among its payment's. */
export async function findRefund(
  stripe: Stripe,
  { paymentIntentId, partId }: { paymentIntentId: string; partId: string },
): Promise<Stripe.Refund | undefined> {
  for await (const refund of stripe.refunds.list({
    payment_intent: paymentIntentId,
    limit: 100,
    expand: ['data.balance_transaction', 'data.failure_balance_transaction'],
  }))
    if (refund.metadata?.part_id === partId) return refund;
  return undefined;
}
