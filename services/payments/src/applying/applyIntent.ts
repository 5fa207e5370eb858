import type { WorkContext } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { fromStripe, currency as knownCurrency } from '@purser/money';
import { type AttemptStatus, declineName, type IntentFact, moveOf } from '../domain/attempt.ts';
import { triesCards } from '../domain/janitor.ts';
import { methodTypeIn, wayOfPaying } from '../domain/wayOfPaying.ts';
import { type Attempt, endInSuccess, moveAttempt, setMethodType } from '../store/attempts.ts';
import { insertPayments } from '../store/payments.ts';
import { dropTry } from '../store/tries.ts';
import type { IntentJson } from '../stripe/answer.ts';
import { settleRefusal, settleSuccesses } from './autopayTries.ts';

export type Applied = { status: AttemptStatus; did: 'applied' | 'repeat' | 'superseded'; problem?: string };

/** `asCredit`: staff decided that the money settles nothing and is the customer's credit. */
type Booking = { asCredit?: boolean };

export function factOf(intent: IntentJson, declined = false): IntentFact {
  return {
    id: intent.id,
    status: intent.status,
    amountReceived: intent.amount_received,
    currency: intent.currency,
    chargeId: intent.latest_charge,
    methodType: intent.method_type ?? null,
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
export async function applyIntent(
  ctx: WorkContext,
  attempt: Attempt,
  fact: IntentFact,
  booking: Booking = {},
): Promise<Applied> {
  const move = moveOf(attempt, fact);
  const { attemptId } = attempt;
  const methodType = fact.methodType ?? null;
  if (methodType !== null && methodType !== attempt.methodType && move.move !== 'conflict')
    await setMethodType(ctx.tx, attemptId, methodType);
  switch (move.move) {
    case 'none':
      return { status: attempt.status, did: move.why };
    case 'conflict':
      if (fact.status === 'succeeded')
        ctx.log.error(
          { alarm: 'another_intent_paid', attempt: attemptId, problem: move.why },
          'money was taken by an intent that is not the attempt’s',
        );
      return { status: attempt.status, did: 'superseded', problem: move.why };
    case 'succeed': {
      const [applied] = await succeed([{ ctx, attempt, fact, ...booking }]);
      return applied ?? { status: 'succeeded', did: 'repeat' };
    }
    case 'cancel':
      await moveAttempt(ctx.tx, attemptId, { status: 'cancelled', paymentIntentId: fact.id }, ctx.now);
      await dropTry(ctx, attemptId);
      sayCancelled(ctx, attempt);
      return { status: 'cancelled', did: 'applied' };
    case 'decline':
      await moveAttempt(
        ctx.tx,
        attemptId,
        { status: move.to, paymentIntentId: fact.id, error: fact.error, declined: { name: declineName(fact) } },
        ctx.now,
      );
      await sayDeclined(ctx, attempt, fact.error);
      if (triesCards(attempt.declines + 1)) stopTrying(ctx, attempt);
      return { status: move.to, did: 'applied' };
    case 'go':
      await moveAttempt(ctx.tx, attemptId, { status: move.to, paymentIntentId: fact.id }, ctx.now);
      if (move.to === 'processing' && (methodType ?? attempt.methodType) === null) askForMethod(ctx, attempt, fact.id);
      return { status: move.to, did: 'applied' };
  }
}

/** A bank works on it for days, and the intent does not say by what it is paid; its charge does. */
function askForMethod({ stage }: WorkContext, { mode, account }: Attempt, paymentIntentId: string): void {
  stage.send(contract.followIntent, { paymentIntentId, at: { mode, account } });
}

async function sayDeclined(ctx: WorkContext, attempt: Attempt, error: IntentFact['error']): Promise<void> {
  const { attemptId, invoiceId, customerId, amount, currency } = attempt;
  const said = error ?? { code: null, declineCode: null, adviceCode: null };
  const followed = await settleRefusal(ctx, attempt, said);
  ctx.stage.send(contract.paymentFailed, {
    ...{ attemptId, invoiceId, customerId, amount: Number(amount), currency },
    ...{ code: said.code ?? 'unknown', declineCode: said.declineCode, adviceCode: said.adviceCode },
    ...(followed && { autopay: followed }),
  });
}

/** Whoever it is tries cards that are not theirs: the form they do it with is ended at Stripe. */
function stopTrying(ctx: WorkContext, { attemptId, declines }: Attempt): void {
  ctx.log.error(
    { alarm: 'cards_tried', attempt: attemptId, declines: declines + 1 },
    'somebody tries cards by the dozen',
  );
  ctx.stage.send(contract.resolveAttempt, { attemptId });
}

/** `ctx` is the fact's own: what follows from it is put down to it. */
export type Success = { ctx: WorkContext; attempt: Attempt; fact: IntentFact } & Booking;

/** What was captured is the truth, whatever was asked for; the difference becomes credit and staff is told. */
const received = ({ amountReceived: amount, currency }: IntentFact) => fromStripe({ amount, currency });

/**
 * Attempts of one transaction, each another, whose money is there: each is a payment, once, and what follows is staged. The caller holds
 * them locked, and `moveOf` said so.
 */
export async function succeed(all: readonly Success[]): Promise<Applied[]> {
  const [first] = all;
  if (!first) return [];
  const made = all.map(({ attempt: { attemptId, invoiceId, customerId, methodType }, fact, ctx }) => ({
    ...{ paymentId: newId(), attemptId, invoiceId, customerId, ...received(fact) },
    ...{ paymentIntentId: fact.id, chargeId: fact.chargeId, receivedAt: ctx.now },
    methodType: fact.methodType ?? methodTypeIn(fact.chargeId) ?? methodType,
  }));
  const { tx, tenant, now } = first.ctx;
  const fresh = await insertPayments(tx, tenant, made);
  await endInSuccess(
    tx,
    made.filter(({ attemptId }) => fresh.has(attemptId)),
    now,
  );
  await settleSuccesses(
    first.ctx,
    all.map(({ attempt }) => attempt).filter(({ attemptId }) => fresh.has(attemptId)),
  );
  return all.map((one, at): Applied => {
    const payment = made[at];
    if (!payment || !fresh.has(payment.attemptId)) return { status: 'succeeded', did: 'repeat' };
    const { receivedAt, amount, methodType, ...told } = payment;
    one.ctx.stage.send(contract.paymentSucceeded, {
      ...told,
      amount: Number(amount),
      receivedAt: receivedAt.toISOString(),
      way: wayOfPaying(methodType),
      ...(one.asCredit && { asCredit: true }),
    });
    const problem = difference(one);
    return { status: 'succeeded', did: 'applied', ...(problem !== undefined && { problem }) };
  });
}

function difference({ ctx, attempt, fact }: Success): string | undefined {
  const { amount, currency } = received(fact);
  if (attempt.amount === amount && knownCurrency(attempt.currency) === currency) return undefined;
  const problem = `captured ${amount} ${currency}, asked for ${attempt.amount} ${attempt.currency}`;
  const facts = { alarm: 'amount_differs', attempt: attempt.attemptId, problem };
  ctx.log.error(facts, 'another amount was captured than asked for');
  return problem;
}

/** Tells the invoice's side that the attempt holds nothing any more. */
export function sayCancelled(
  { stage }: Pick<WorkContext, 'stage'>,
  { attemptId, invoiceId, customerId }: Attempt,
): void {
  stage.send(contract.attemptCancelled, { attemptId, invoiceId, customerId });
}
