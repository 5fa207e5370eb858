import type { WorkContext } from '@purser/bus';
import { isId } from '@purser/message';
import type Stripe from 'stripe';
import { factOf, type Success, succeed } from '../applying/applyIntent.ts';
import { moveOf } from '../domain/attempt.ts';
import { plainType } from '../domain/eventTypes.ts';
import { lockAttemptsOf } from '../store/attempts.ts';
import { intentJson } from '../stripe/answer.ts';
import type { Claimed } from './claimed.ts';
import type { End, Told } from './told.ts';

export type Opened = { event: Claimed; body: Told };
/** Whether it says in so many words that the money is there. */
export const isPaid = ({ event, body }: Opened) =>
  event.form === 'snapshot' &&
  plainType(event.type) === 'payment_intent.succeeded' &&
  (body.data.object as Partial<Stripe.PaymentIntent>).status === 'succeeded';

/**
 * What comes in crowds: payments that succeeded, of an attempt each, with few statements for all of them.
 * @returns by event how it ended; what is not so plain is not among them
 */
export async function applyPaid(told: readonly (Opened & { ctx: WorkContext })[]): Promise<ReadonlyMap<string, End>> {
  const ends = new Map<string, End>();
  for (const ofHome of Map.groupBy(told, ({ event: { mode, account } }) => `${mode} ${account}`).values()) {
    const named = ofHome.map((one) => ({ ...one, intent: one.body.data.object as Stripe.PaymentIntent }));
    const [first] = named;
    if (!first) continue;
    const attempts = await lockAttemptsOf(
      first.ctx.tx,
      first.event,
      named.map(({ intent }) => nameOf(intent)),
    );
    const successes = new Map<string, Success & { eventId: string }>();
    for (const { ctx, event, intent } of named) {
      const attempt = attempts.get(intent.id);
      const fact = factOf(intentJson(intent));
      if (!attempt || successes.has(attempt.attemptId) || moveOf(attempt, fact).move !== 'succeed') continue;
      successes.set(attempt.attemptId, { ctx, attempt, fact, eventId: event.eventId });
    }
    const all = [...successes.values()];
    const applied = await succeed(all);
    for (const [at, { eventId }] of all.entries()) {
      const problem = applied[at]?.problem;
      ends.set(eventId, { status: 'processed', ...(problem !== undefined && { problem }) });
    }
  }
  return ends;
}

/** How the attempt of an intent is found. */
export function nameOf({ id: intentId, metadata: { attempt_id: attemptId } }: Stripe.PaymentIntent) {
  return { intentId, attemptId: isId(attemptId) ? attemptId : undefined };
}
