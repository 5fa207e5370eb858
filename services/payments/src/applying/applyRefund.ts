import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { moveOfRefund, type RefundFact, type RefundStatus } from '../domain/refund.ts';
import { movePart, type RefundPart } from '../store/refunds.ts';
import { noteExchange } from './noteExchange.ts';
import { noteFeeReturned } from './noteFeeReturned.ts';

/**
 * Brings a refund, which the caller holds locked, in step with what Stripe said of it at `askedAt`; the same for the answer to
 * our own call, for a webhook and for the janitor. Whoever must know is told in the same transaction.
 */
export async function applyRefund(
  ctx: Context,
  part: RefundPart,
  fact: RefundFact,
  askedAt: Date,
): Promise<RefundStatus> {
  if (part.seenAt && askedAt < part.seenAt) return part.status;
  const move = moveOfRefund(part, fact);
  const status = move.move === 'none' ? part.status : move.move === 'succeed' ? 'succeeded' : move.to;
  const failure = move.move === 'fail' ? (fact.failure ?? move.to) : part.failure;
  await movePart(ctx.tx, part.partId, { status, stripeRefundId: fact.id, failure, seenAt: askedAt }, ctx.now);
  if (fact.feeReturned) await noteFeeReturned(ctx, part, fact.feeReturned);
  await noteSettled(ctx, part, fact, status === 'succeeded' || (move.move === 'fail' && move.hadSucceeded));
  const { refundId, partId, paymentId, invoiceId, customerId, currency, origin } = part;
  const told = { refundId, invoiceId, customerId, currency, amount: Number(part.amount), at: ctx.now.toISOString() };
  if (move.move === 'succeed')
    ctx.stage.send(contract.refundSucceeded, {
      ...told,
      partId,
      paymentId,
      origin,
      stripeRefundId: fact.id ?? part.stripeRefundId ?? '',
    });
  // What was begun at Stripe and never went through moved nothing here.
  if (move.move === 'fail' && (origin === 'purser' || move.hadSucceeded))
    ctx.stage.send(contract.refundFailed, { ...told, failure: failure ?? move.to, hadSucceeded: move.hadSucceeded });
  return status;
}

/** What was booked as sent, and as come back, Stripe may have settled in another currency. What never went through is not booked. */
async function noteSettled(ctx: Context, part: RefundPart, { settled }: RefundFact, isBooked: boolean): Promise<void> {
  if (!isBooked || !settled) return;
  const amount = Number(part.amount);
  for (const [said, fromAmount] of [
    [settled.sent, -amount],
    [settled.back, amount],
  ] as const) {
    if (!said) continue;
    const from = { fromCurrency: part.currency, fromAmount };
    const into = { intoCurrency: said.currency, intoAmount: said.amount, rate: said.rate };
    const of = { balanceTransactionId: said.id, thing: 'refund' as const, thingId: part.refundId };
    await noteExchange(ctx, { ...of, ...from, ...into }, said.at);
  }
}
