import type Stripe from 'stripe';
import { rateOf } from './balanceMoves.ts';

/** The parts of a dispute that we read, as plain JSON, and when it was asked for. Amounts in Stripe's units. */
export type DisputeJson = {
  id: string;
  amount: number;
  currency: string;
  reason: string;
  status: string;
  paymentIntentId: string | null;
  /** Seconds of the epoch. */
  dueBy: number | null;
  moves: { id: string; amount: number; fee: number; currency: string; rate?: string | null; created: number }[];
  askedAt: string;
};

export function disputeJson(dispute: Stripe.Dispute, askedAt: Date): DisputeJson {
  const intent = dispute.payment_intent;
  return {
    id: dispute.id,
    amount: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    status: dispute.status,
    paymentIntentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    dueBy: dispute.evidence_details.due_by,
    moves: dispute.balance_transactions.map(({ id, amount, fee, currency, exchange_rate, created }) => ({
      id,
      amount,
      fee,
      currency,
      rate: rateOf(exchange_rate),
      created,
    })),
    askedAt: askedAt.toISOString(),
  };
}
