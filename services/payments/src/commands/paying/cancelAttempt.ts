import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyIntent, factOf } from '../../applying/applyIntent.ts';
import { endOutOfReach } from '../../applying/endOutOfReach.ts';
import { type AttemptStatus, isOpen } from '../../domain/attempt.ts';
import type { Outside } from '../../outside.ts';
import { findAttempt, lockAttempt } from '../../store/attempts.ts';
import { type IntentJson, isOutOfReach, type StripeAnswer } from '../../stripe/answer.ts';
import { cancelIntent } from '../../stripe/askOrLook.ts';
import type { Home } from '../../stripe/home.ts';
import { knownAttempt } from './knownAttempt.ts';

type Input = z.output<typeof contract.cancelAttempt.input>;
type Output = z.input<typeof contract.cancelAttempt.output>;
type Request = Home & { attemptId: string; paymentIntentId: string };

/** The money is on its way, or there. */
const beyondEnding: ReadonlySet<AttemptStatus> = new Set(['processing', 'succeeded']);

const isPerson = ({ actor }: Pick<Context, 'actor'>): boolean => actor.kind !== 'service';

function notEnded(status: AttemptStatus) {
  const said: Partial<Record<AttemptStatus, string>> = {
    processing: 'The payment was confirmed, and the money is on its way. It counts, and is not ended any more.',
    succeeded: 'The payment has gone through. It counts, and is not ended any more.',
  };
  const text = said[status] ?? 'The payment could not be ended at this moment, and stands as it was. Try again.';
  return fault('conflict', 'payment_not_ended', text);
}

/**
 * Cancels an open attempt at Stripe, which decides between this and a payer who confirms at that moment: either it is cancelled there and
 * can be confirmed no more, or it counts, and people are told so.
 */
export function cancelAttempt(outside: Outside) {
  const { accounts } = outside;
  return {
    gather: ({ tenant, actor }: MessageFacts & { ask: Ask }, { attemptId }: Input) =>
      knownAttempt(outside, { tenant, actor, attemptId }),
    plan: async (ctx: Context, { attemptId }: Input): Promise<Next<Output>> => {
      const attempt = await findAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
      if (beyondEnding.has(attempt.status) && isPerson(ctx)) throw notEnded(attempt.status);
      if (!isOpen(attempt.status)) return { done: { attemptId, status: attempt.status } };
      const { paymentIntentId, mode, account } = attempt;
      if (paymentIntentId === null)
        throw fault('conflict', 'payment_in_progress', 'This payment is being prepared; try again in a moment.');
      return { step: 'cancel', request: { attemptId, mode, account, paymentIntentId } };
    },
    steps: {
      cancel: {
        call: async (raw: unknown, { tenant, messageId }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
          const { attemptId, mode, account, paymentIntentId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const idempotencyKey = `cancel:${attemptId}:${messageId}`;
          return cancelIntent(stripe, paymentIntentId, { idempotencyKey });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { attemptId } = raw as Request;
          const said = answer as StripeAnswer<IntentJson>;
          const intent = said.said === 'yes' ? said.value : said.intent;
          const attempt = await lockAttempt(ctx.tx, attemptId);
          if (attempt && isOutOfReach(said) && (await endOutOfReach(ctx, attempt)) === 'cancelled')
            return { done: { attemptId, status: 'cancelled' } };
          if (!attempt || !intent)
            return { refused: fault('conflict', 'not_cancelled', 'This payment could not be cancelled.') };
          const { status } = await applyIntent(ctx, attempt, factOf(intent));
          if (isPerson(ctx) && status !== 'cancelled' && status !== 'failed') return { refused: notEnded(status) };
          return { done: { attemptId, status } };
        },
      },
    },
  };
}
