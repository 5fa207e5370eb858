import type { Settled } from './exchange.ts';

type SettledAt = Settled & { at: string };

/** Where one of Stripe's refunds stands; a planned one may be at Stripe already. */
export type RefundStatus = 'planned' | 'pending' | 'requiresAction' | 'succeeded' | 'failed' | 'cancelled';

/** What Stripe said of a refund; `id` is null where Stripe refused to make one. */
export type RefundFact = {
  /** What sending it, and its coming back, did to the balance; absent where Stripe was not asked. */
  settled?: { sent: SettledAt | null; back: SettledAt | null };
  id: string | null;
  status: RefundStatus;
  failure: string | null;
  /** Of the platform's fee, in Stripe's units; null or absent where it said nothing of that. */
  feeReturned?: { amount: number; currency: string } | null;
};

export type RefundMove =
  | { move: 'none' }
  | { move: 'go'; to: RefundStatus }
  | { move: 'succeed' }
  | { move: 'fail'; to: 'failed' | 'cancelled'; hadSucceeded: boolean };

const stripeStatuses: Record<string, RefundStatus> = {
  pending: 'pending',
  requires_action: 'requiresAction',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'cancelled',
};

/** @returns undefined for a word that Stripe did not have when this was written. */
export function refundStatusOf(stripeStatus: string | null): RefundStatus | undefined {
  return stripeStatus === null ? undefined : stripeStatuses[stripeStatus];
}

/** What ended without the money going back counts against its payment no more. */
export const isAlive = (status: RefundStatus): boolean => status !== 'failed' && status !== 'cancelled';

/**
 * What a fact does to a refund. It fails for good, even after it had succeeded; what succeeded is never pending again. One that was
 * given up as never made, and that Stripe knows after all, is as good as any.
 */
export function moveOfRefund(
  { status: known, stripeRefundId }: { status: RefundStatus; stripeRefundId: string | null },
  fact: RefundFact,
): RefundMove {
  const status = !isAlive(known) && stripeRefundId === null && fact.id !== null ? 'planned' : known;
  if (!isAlive(status) || status === fact.status) return { move: 'none' };
  if (fact.status === 'failed' || fact.status === 'cancelled')
    return { move: 'fail', to: fact.status, hadSucceeded: status === 'succeeded' };
  if (status === 'succeeded') return { move: 'none' };
  return fact.status === 'succeeded' ? { move: 'succeed' } : { move: 'go', to: fact.status };
}

export type Refundable = { paymentId: string; left: bigint };

/**
 * Spreads what is wanted over payments in their order, no more of each than is left, and in whole `step`s, as Stripe takes it; `short` is
 * what cannot be sent, and `fine` whether that is only because it is less than a step.
 */
export function spreadRefund<P extends Refundable>(
  wanted: bigint,
  payments: readonly P[],
  step = 1n,
): { parts: { payment: P; amount: bigint }[]; short: bigint; fine: boolean } {
  const parts: { payment: P; amount: bigint }[] = [];
  let short = wanted;
  for (const payment of payments) {
    const most = smaller(payment.left, short);
    const amount = most - (most % step);
    if (amount <= 0n) continue;
    parts.push({ payment, amount });
    short -= amount;
  }
  const left = payments.reduce((sum, payment) => sum + (payment.left > 0n ? payment.left : 0n), 0n);
  return { parts, short: short > 0n ? short : 0n, fine: short < step && left >= wanted };
}

// Math.min takes no bigint.
function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
