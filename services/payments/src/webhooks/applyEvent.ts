import type { Bus, WorkContext } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { isId } from '@purser/message';
import type { Vault } from '@purser/vault';
import type Stripe from 'stripe';
import { applyIntent, factOf } from '../applyIntent.ts';
import { useOf } from '../domain/eventTypes.ts';
import { lockAttemptOf } from '../store/attempts.ts';
import { paymentOfIntent } from '../store/payments.ts';
import { intentJson } from '../stripe/answer.ts';
import type { Claimed } from './claimed.ts';

type End = { status: 'processed' | 'superseded' | 'ignored' | 'unmatched'; problem?: string };

/** Applies one event and says in the same transaction that it was: a crash does both or neither. */
export async function applyEvent(vault: Vault, bus: Bus, claimed: Claimed): Promise<void> {
  const ring = await vault.ready(claimed.tenant);
  const event: Stripe.Event = JSON.parse(ring.openText('webhook.payload', claimed.eventId, claimed.payload));
  await bus.work(claimed.tenant, async (ctx) => {
    const { status, problem } = await apply(ctx, event);
    if (status === 'unmatched')
      ctx.log.warn(
        { event: event.id, type: event.type, tenant: ctx.tenant },
        'an event speaks of a payment nobody here knows',
      );
    await ctx.tx.sql`update webhook_events set status = ${status}, problem = ${problem ?? null}, next_at = null
      where event_id = ${claimed.eventId}`;
  });
}

async function apply(ctx: WorkContext, event: Stripe.Event): Promise<End> {
  switch (useOf(event.type)) {
    case 'intent':
      return applyToAttempt(
        ctx,
        event.data.object as Stripe.PaymentIntent,
        event.type === 'payment_intent.payment_failed',
      );
    case 'charge':
      return learnFee(ctx, event.data.object as Stripe.Charge);
    default:
      return { status: 'ignored' };
  }
}

async function applyToAttempt(ctx: WorkContext, intent: Stripe.PaymentIntent, declined: boolean): Promise<End> {
  const { attempt_id: attemptId } = intent.metadata;
  const attempt = await lockAttemptOf(ctx.tx, intent.id, isId(attemptId) ? attemptId : undefined);
  if (!attempt) return { status: 'unmatched', problem: `no attempt for ${intent.id}` };
  const { did, problem } = await applyIntent(ctx, attempt, factOf(intentJson(intent), declined));
  const status = did === 'superseded' ? 'superseded' : 'processed';
  return problem === undefined ? { status } : { status, problem };
}

/** The fee comes with the balance transaction, which may be some time after the payment. */
async function learnFee(ctx: WorkContext, charge: Stripe.Charge): Promise<End> {
  const { payment_intent: intent, balance_transaction: transaction } = charge;
  const balanceTransactionId = typeof transaction === 'string' ? transaction : transaction?.id;
  const intentId = typeof intent === 'string' ? intent : intent?.id;
  if (!balanceTransactionId || !intentId) return { status: 'processed' };
  const payment = await paymentOfIntent(ctx.tx, intentId);
  if (!payment) {
    const attempt = await lockAttemptOf(ctx.tx, intentId, undefined);
    if (!attempt) return { status: 'unmatched', problem: `no attempt for ${intentId}` };
    // The charge's event has overtaken the payment's: it is tried again shortly, until the payment is here.
    throw new Error(`the payment of ${intentId} is not here yet`);
  }
  if (!payment.feeKnown) ctx.stage.send(contract.recordFee, { paymentId: payment.paymentId, balanceTransactionId });
  return { status: 'processed' };
}
