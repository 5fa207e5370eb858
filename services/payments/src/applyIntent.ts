import type { WorkContext } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { fromStripe, currency as knownCurrency } from '@purser/money';
import { type AttemptStatus, type IntentFact, moveOf } from './domain/attempt.ts';
import { type Attempt, moveAttempt } from './store/attempts.ts';
import { insertPayment } from './store/payments.ts';
import type { IntentJson } from './stripe/answer.ts';

export type Applied = { status: AttemptStatus; did: 'applied' | 'repeat' | 'superseded'; problem?: string };

export function factOf(intent: IntentJson, declined = false): IntentFact {
  return {
    id: intent.id,
    status: intent.status,
    amountReceived: intent.amount_received,
    currency: intent.currency,
    chargeId: intent.latest_charge,
    error: intent.last_error && {
      code: intent.last_error.code,
      declineCode: intent.last_error.decline_code,
      adviceCode: intent.last_error.advice_code,
    },
    declined,
  };
}

/**
 * Brings an attempt, which the caller holds locked, in step with what is known of its PaymentIntent; the same for a
 * webhook, the janitor and the answer to our own call. What follows is staged in the same transaction.
 */
export async function applyIntent(ctx: WorkContext, attempt: Attempt, fact: IntentFact): Promise<Applied> {
  const move = moveOf(attempt, fact);
  const { attemptId } = attempt;
  switch (move.move) {
    case 'none':
      return { status: attempt.status, did: move.why };
    case 'conflict':
      return { status: attempt.status, did: 'superseded', problem: move.why };
    case 'succeed':
      return succeed(ctx, attempt, fact);
    case 'cancel':
      await moveAttempt(ctx.tx, attemptId, { status: 'cancelled', paymentIntentId: fact.id }, ctx.now);
      sayCancelled(ctx, attempt);
      return { status: 'cancelled', did: 'applied' };
    case 'decline':
      await moveAttempt(ctx.tx, attemptId, { status: move.to, paymentIntentId: fact.id, error: fact.error }, ctx.now);
      ctx.stage.send(contract.paymentFailed, {
        attemptId,
        invoiceId: attempt.invoiceId,
        customerId: attempt.customerId,
        amount: Number(attempt.amount),
        currency: attempt.currency,
        code: fact.error?.code ?? 'unknown',
        declineCode: fact.error?.declineCode ?? null,
        adviceCode: fact.error?.adviceCode ?? null,
      });
      return { status: move.to, did: 'applied' };
    case 'go':
      await moveAttempt(ctx.tx, attemptId, { status: move.to, paymentIntentId: fact.id }, ctx.now);
      return { status: move.to, did: 'applied' };
  }
}

async function succeed(ctx: WorkContext, attempt: Attempt, fact: IntentFact): Promise<Applied> {
  // What was captured is the truth, whatever was asked for; the difference becomes credit and staff is told.
  const received = fromStripe({ amount: fact.amountReceived, currency: fact.currency });
  const payment = {
    paymentId: newId(),
    attemptId: attempt.attemptId,
    invoiceId: attempt.invoiceId,
    customerId: attempt.customerId,
    amount: received.amount,
    currency: received.currency,
    paymentIntentId: fact.id,
    chargeId: fact.chargeId,
    receivedAt: ctx.now,
  };
  if (!(await insertPayment(ctx.tx, ctx.tenant, payment))) return { status: 'succeeded', did: 'repeat' };
  await moveAttempt(ctx.tx, attempt.attemptId, { status: 'succeeded', paymentIntentId: fact.id }, ctx.now);
  const { paymentId, invoiceId, customerId, attemptId, paymentIntentId, chargeId } = payment;
  ctx.stage.send(contract.paymentSucceeded, {
    paymentId,
    attemptId,
    invoiceId,
    customerId,
    amount: Number(received.amount),
    currency: received.currency,
    receivedAt: ctx.now.toISOString(),
    paymentIntentId,
    chargeId,
  });
  const asked = attempt.amount;
  const other = asked !== received.amount || knownCurrency(attempt.currency) !== received.currency;
  if (!other) return { status: 'succeeded', did: 'applied' };
  const problem = `captured ${received.amount} ${received.currency}, asked for ${asked} ${attempt.currency}`;
  ctx.log.error({ alarm: 'amount_differs', attempt: attemptId, problem }, 'another amount was captured than asked for');
  return { status: 'succeeded', did: 'applied', problem };
}

/** Tells the invoice's side that the attempt holds nothing any more. */
export function sayCancelled(
  { stage }: Pick<WorkContext, 'stage'>,
  { attemptId, invoiceId, customerId }: Attempt,
): void {
  stage.send(contract.attemptCancelled, { attemptId, invoiceId, customerId });
}
