import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyIntent, factOf, sayCancelled } from '../applyIntent.ts';
import { isOpen } from '../domain/attempt.ts';
import { keyExpired, nextLook, shouldCancel } from '../domain/janitor.ts';
import type { Outside } from '../outside.ts';
import { type Attempt, findAttempt, lockAttempt, moveAttempt } from '../store/attempts.ts';
import { findStripeCustomer } from '../store/stripeCustomers.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../stripe/answer.ts';
import { findIntent } from '../stripe/findIntent.ts';
import { knownAttempt } from './knownAttempt.ts';

type Input = z.output<typeof contract.resolveAttempt.input>;
type Output = z.input<typeof contract.resolveAttempt.output>;
type Mode = 'test' | 'live';
type Request = { attemptId: string; mode: Mode; paymentIntentId: string };
type FindRequest = { attemptId: string; mode: Mode; stripeCustomer: string };

/** The janitor: asks Stripe what became of an attempt nobody has told us the end of, and comes back while it is open. */
export function resolveAttempt(outside: Outside) {
  const { accounts } = outside;
  return {
    gather: ({ tenant, actor }: MessageFacts & { ask: Ask }, { attemptId }: Input) =>
      knownAttempt(outside, { tenant, actor, attemptId }),
    plan: async (ctx: Context, { attemptId }: Input): Promise<Next<Output>> => {
      const attempt = await findAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
      const { status, paymentIntentId, mode } = attempt;
      if (!isOpen(status)) return { done: { attemptId, status } };
      if (paymentIntentId !== null) return { step: 'ask', request: { attemptId, mode, paymentIntentId } };
      const stripeCustomer = await findStripeCustomer(ctx.tx, mode, attempt.customerId);
      return stripeCustomer
        ? { step: 'find', request: { attemptId, mode, stripeCustomer } }
        : giveUpOrWait(ctx, attempt);
    },
    steps: {
      find: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson | null>> => {
          const { attemptId, mode, stripeCustomer } = raw as FindRequest;
          const { stripe } = await accounts.ofTenant(tenant, mode);
          return askStripe(async () => (await findIntent(stripe, stripeCustomer, attemptId)) ?? null);
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { attemptId } = raw as FindRequest;
          const said = answer as StripeAnswer<IntentJson | null>;
          const attempt = await lockAttempt(ctx.tx, attemptId);
          if (!attempt) throw fault('bug', 'attempt_lost', 'Something went wrong on our side.');
          if (said.said === 'yes' && said.value) return settleAttempt(ctx, raw as FindRequest, said.value);
          return giveUpOrWait(ctx, attempt);
        },
      },
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
          const { mode, paymentIntentId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode);
          return askStripe(async () => intentJson(await stripe.paymentIntents.retrieve(paymentIntentId)));
        },
        record: (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> =>
          recordAnswer(ctx, raw as Request, answer as StripeAnswer<IntentJson>),
      },
      cancel: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
          const { attemptId, mode, paymentIntentId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode);
          const params = { cancellation_reason: 'abandoned' as const };
          return askStripe(async () =>
            intentJson(
              await stripe.paymentIntents.cancel(paymentIntentId, params, { idempotencyKey: `abandon:${attemptId}` }),
            ),
          );
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const said = answer as StripeAnswer<IntentJson>;
          const intent = said.said === 'yes' ? said.value : said.intent;
          return settleAttempt(ctx, raw as Request, intent);
        },
      },
    },
  };
}

/** No intent is known. Before the key expires one may still come; after that nothing of this attempt exists anywhere. */
async function giveUpOrWait(ctx: Context, attempt: Attempt): Promise<Next<Output>> {
  const { attemptId, status, openedAt } = attempt;
  if (!keyExpired(openedAt, ctx.now)) {
    ctx.stage.later(contract.resolveAttempt, { attemptId }, nextLook(openedAt, ctx.now));
    return { done: { attemptId, status } };
  }
  await moveAttempt(ctx.tx, attemptId, { status: 'cancelled' }, ctx.now);
  sayCancelled(ctx, attempt);
  return { done: { attemptId, status: 'cancelled' } };
}

async function recordAnswer(ctx: Context, request: Request, said: StripeAnswer<IntentJson>): Promise<Next<Output>> {
  if (said.said === 'no')
    throw fault('external', 'intent_not_found', 'The payment service does not know this payment.', {
      internal: said.text,
    });
  const attempt = await lockAttempt(ctx.tx, request.attemptId);
  if (attempt && isOpen(attempt.status) && shouldCancel(said.value.status, attempt.openedAt, ctx.now))
    return { step: 'cancel', request };
  return settleAttempt(ctx, request, said.value);
}

async function settleAttempt(
  ctx: Context,
  { attemptId }: Pick<Request, 'attemptId'>,
  intent: IntentJson | undefined,
): Promise<Next<Output>> {
  const attempt = await lockAttempt(ctx.tx, attemptId);
  if (!attempt) throw fault('bug', 'attempt_lost', 'Something went wrong on our side.');
  const status = intent ? (await applyIntent(ctx, attempt, factOf(intent))).status : attempt.status;
  if (isOpen(status)) ctx.stage.later(contract.resolveAttempt, { attemptId }, nextLook(attempt.openedAt, ctx.now));
  return { done: { attemptId, status } };
}
