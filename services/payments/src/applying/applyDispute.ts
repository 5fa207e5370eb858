import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { fromStripe } from '@purser/money';
import { isInquiry, outcomeOf } from '../domain/dispute.ts';
import { endBill } from '../store/bills.ts';
import {
  type Dispute,
  type DisputeMove,
  insertDispute,
  insertMove,
  lockDisputeOf,
  updateDispute,
} from '../store/disputes.ts';
import { paymentByIntent } from '../store/payments.ts';
import { lockRefundable } from '../store/refunds.ts';
import type { DisputeJson } from '../stripe/disputes.ts';
import type { Home } from '../stripe/home.ts';
import { noteExchange } from './noteExchange.ts';

/**
 * Brings a dispute in step with what Stripe said of it, and tells what followed in the same transaction; the same for webhooks
 * and for the answers to our own calls. Its payment is locked, so that no refund goes out beside it.
 */
export async function applyDispute(ctx: Context, home: Home, said: DisputeJson): Promise<Dispute> {
  const payment = said.paymentIntentId === null ? undefined : await paymentByIntent(ctx.tx, home, said.paymentIntentId);
  if (!payment)
    throw fault('external', 'payment_unknown', 'A dispute of a payment that nobody here knows.', { internal: said.id });
  await lockRefundable(ctx.tx, payment);
  await endBill(ctx, payment.invoiceId);
  const before = await lockDisputeOf(ctx.tx, said.id);
  const seenAt = new Date(said.askedAt);
  if (before && seenAt < before.seenAt) return before;
  const { amount, currency } = fromStripe({ amount: said.amount, currency: said.currency });
  const dispute: Dispute = {
    disputeId: before?.disputeId ?? newId(),
    ...payment,
    stripeDisputeId: said.id,
    amount,
    currency,
    reason: said.reason,
    status: said.status,
    outcome: outcomeOf(said.status, before?.outcome ?? null),
    // An inquiry that became a dispute is one no more; how it ended says nothing of what it was.
    inquiry: before && outcomeOf(said.status, null) !== null ? before.inquiry : isInquiry(said.status),
    dueBy: said.dueBy === null ? null : new Date(said.dueBy * 1000),
    seenAt,
  };
  if (before) await updateDispute(ctx, dispute);
  else await insertDispute(ctx, { ...dispute, ...payment });
  sayWhatChanged(ctx, before, dispute);
  for (const move of said.moves) {
    await bookMove(ctx, dispute, moveOf(move));
    await exchangeHeld(ctx, dispute, moveOf(move), move.rate ?? null);
  }
  return dispute;
}

function sayWhatChanged(ctx: Context, before: Dispute | undefined, dispute: Dispute): void {
  const { disputeId, paymentId, invoiceId, customerId, currency, reason, dueBy, inquiry, outcome } = dispute;
  const told = { disputeId, paymentId, invoiceId, customerId, currency, amount: Number(dispute.amount) };
  const at = ctx.now.toISOString();
  if (!before || (before.inquiry && !inquiry))
    ctx.stage.send(contract.disputeOpened, { ...told, reason, dueBy: dueBy?.toISOString() ?? null, inquiry, at });
  if (outcome !== null && outcome !== before?.outcome) ctx.stage.send(contract.disputeClosed, { ...told, outcome, at });
}

function moveOf({ id, amount, fee, currency, created }: DisputeJson['moves'][number]): DisputeMove {
  const minor = (units: number) => {
    const { amount: size } = fromStripe({ amount: Math.abs(units), currency });
    return units < 0 ? -size : size;
  };
  return {
    balanceTransactionId: id,
    amount: minor(amount),
    fee: minor(fee),
    currency: currency.toUpperCase(),
    at: new Date(created * 1000),
  };
}

async function bookMove(ctx: Context, dispute: Dispute, move: DisputeMove): Promise<void> {
  if (!(await insertMove(ctx, dispute, move))) return;
  const { disputeId, paymentId, invoiceId } = dispute;
  const { amount, fee, currency, balanceTransactionId, at } = move;
  ctx.stage.send(contract.disputeMoneyMoved, {
    disputeId,
    paymentId,
    invoiceId,
    currency,
    direction: amount < 0n ? 'withdrawn' : 'reinstated',
    amount: Number(amount < 0n ? -amount : amount),
    fee: Number(fee),
    balanceTransactionId,
    at: at.toISOString(),
  });
}

/** Stripe moves it in the currency that the charge was settled in; what is held is the customer's, in theirs. */
async function exchangeHeld(ctx: Context, dispute: Dispute, move: DisputeMove, rate: string | null): Promise<void> {
  const { balanceTransactionId, amount, currency, at } = move;
  const held = Number(dispute.amount) * (amount < 0n ? -1 : 1);
  const from = { fromCurrency: dispute.currency, fromAmount: held };
  const into = { intoCurrency: currency, intoAmount: Number(amount), rate };
  const of = { balanceTransactionId, thing: 'dispute' as const, thingId: dispute.disputeId };
  await noteExchange(ctx, { ...of, ...from, ...into }, at.toISOString());
}
