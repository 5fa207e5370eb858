import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import type Stripe from 'stripe';
import { paymentOfIntent } from '../store/payments.ts';
import type { Home } from '../stripe/home.ts';

/** The balance transaction of an intent's charge, where it has one by now. */
export function transactionOf(charge: string | Stripe.Charge | null): string | null {
  const booked = typeof charge === 'object' ? charge?.balance_transaction : null;
  return typeof booked === 'string' ? booked : (booked?.id ?? null);
}

/** Nobody may have heard of the fee of a payment that was read and not told of. */
export async function sendForFee(
  ctx: Context,
  at: Home,
  { id, balanceTransactionId }: { id: string; balanceTransactionId: string | null },
): Promise<void> {
  if (balanceTransactionId === null) return;
  const payment = await paymentOfIntent(ctx.tx, at, id);
  if (payment && !payment.feeKnown)
    ctx.stage.send(contract.recordFee, { paymentId: payment.paymentId, balanceTransactionId });
}
