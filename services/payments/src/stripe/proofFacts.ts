import { fromStripe, MoneyError } from '@purser/money';
import type Stripe from 'stripe';
import type { ChargeFact } from '../domain/proof/compareCharge.ts';
import type { DisputeAtStripe } from '../domain/proof/compareDispute.ts';
import type { PayoutFact } from '../domain/proof/comparePayout.ts';
import type { RefundAtStripe } from '../domain/proof/compareRefund.ts';
import { refundStatusOf } from '../domain/refund.ts';
import { rateOf, settledOf } from './balanceMoves.ts';

/** Stripe's units as ours; what Stripe has in a currency that we know no scale of is left as it says it. */
function minor(amount: number, currency: string): number {
  try {
    return Number(fromStripe({ amount, currency }).amount);
  } catch (error) {
    if (error instanceof MoneyError) return amount;
    throw error;
  }
}

const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null);
const whole = <T extends object>(thing: string | T | null | undefined): T | null =>
  typeof thing === 'object' ? (thing ?? null) : null;
const markOf = (thing: string | Stripe.Charge | null | undefined): string | null =>
  whole(thing)?.metadata.tenant_id ?? null;

/** With its balance transaction expanded. */
export function chargeFact(charge: Stripe.Charge): ChargeFact {
  const { currency, metadata } = charge;
  const settled = whole(charge.balance_transaction);
  return {
    id: charge.id,
    intentId: idOf(charge.payment_intent),
    status: charge.status,
    captured: charge.captured,
    amount: minor(charge.amount_captured, currency),
    refunded: minor(charge.amount_refunded, currency),
    currency: currency.toUpperCase(),
    tenantMark: metadata.tenant_id ?? null,
    invoiceMark: metadata.invoice_id ?? null,
    attemptMark: metadata.attempt_id ?? null,
    settled: settled && {
      id: settled.id,
      amount: minor(settled.amount, settled.currency),
      fee: minor(settled.fee, settled.currency),
      rate: rateOf(settled.exchange_rate),
      currency: settled.currency.toUpperCase(),
    },
  };
}

/** With its charge and its balance transactions expanded. */
export function refundAtStripe(refund: Stripe.Refund): RefundAtStripe {
  const { currency } = refund;
  const status = refundStatusOf(refund.status) ?? 'pending';
  return {
    id: refund.id,
    chargeId: idOf(refund.charge),
    intentId: idOf(refund.payment_intent),
    amount: minor(refund.amount, currency),
    currency: currency.toUpperCase(),
    status,
    tenantMark: markOf(refund.charge) ?? refund.metadata?.tenant_id ?? null,
    moved: status === 'succeeded' || status === 'failed' || status === 'cancelled' ? movedBy(refund) : null,
    settled: status === 'succeeded' || status === 'failed' ? settledBy(refund) : [],
  };
}

function movedBy({ currency, balance_transaction, failure_balance_transaction }: Stripe.Refund) {
  const [sent, back] = [whole(balance_transaction), whole(failure_balance_transaction)];
  if (!sent || sent.currency !== currency || (back && back.currency !== currency)) return null;
  const [net, fee] = [sent.net + (back?.net ?? 0), sent.fee + (back?.fee ?? 0)];
  return { net: minor(net, currency), feeBack: 0 - minor(fee, currency) };
}

/** What sending it, and its coming back, became in another currency. */
function settledBy({ currency, amount, balance_transaction, failure_balance_transaction }: Stripe.Refund) {
  const size = minor(amount, currency);
  return [
    { fromAmount: -size, settled: settledOf(balance_transaction) },
    { fromAmount: size, settled: settledOf(failure_balance_transaction) },
  ].flatMap(({ fromAmount, settled }) =>
    settled && settled.currency !== currency.toUpperCase() ? [{ ...settled, fromAmount }] : [],
  );
}

/** With its charge expanded. */
export function disputeAtStripe(
  dispute: Stripe.Dispute,
): DisputeAtStripe & { intentId: string | null; chargeId: string | null } {
  return {
    id: dispute.id,
    chargeId: idOf(dispute.charge),
    intentId: idOf(dispute.payment_intent),
    amount: minor(dispute.amount, dispute.currency),
    currency: dispute.currency.toUpperCase(),
    status: dispute.status,
    tenantMark: markOf(dispute.charge),
    moves: dispute.balance_transactions.map(({ id, amount, fee, currency, exchange_rate }) => ({
      id,
      amount: minor(amount, currency),
      fee: minor(fee, currency),
      rate: rateOf(exchange_rate),
      currency: currency.toUpperCase(),
    })),
  };
}

export function payoutFact({ id, amount, currency, status }: Stripe.Payout): PayoutFact {
  return { id, amount: minor(amount, currency), currency: currency.toUpperCase(), status };
}
