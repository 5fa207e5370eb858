import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyIntent, factOf, sayCancelled } from '../../applying/applyIntent.ts';
import { isOpen } from '../../domain/attempt.ts';
import { keyExpired, nextLook, patienceWith, shouldCancel } from '../../domain/janitor.ts';
import type { Outside } from '../../outside.ts';
import { type Attempt, findAttempt, lockAttempt, moveAttempt } from '../../store/attempts.ts';
import { findStripeCustomer } from '../../store/stripeCustomers.ts';
import { dropTry, findTry } from '../../store/tries.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../../stripe/answer.ts';
import { cancelIntent } from '../../stripe/askOrLook.ts';
import { findIntent } from '../../stripe/findIntent.ts';
import type { Home } from '../../stripe/home.ts';
import { knownAttempt } from './knownAttempt.ts';

type Input = z.output<typeof contract.resolveAttempt.input>;
type Output = z.input<typeof contract.resolveAttempt.output>;
type Request = Home & { attemptId: string; paymentIntentId: string };
type FindRequest = Home & { attemptId: string; stripeCustomer: string };

/** The janitor: asks Stripe what became of an attempt nobody has told us the end of, and comes back while it is open. */
export function resolveAttempt(outside: Outside) {
  const { accounts } = outside;
  return {
    gather: ({ tenant, actor }: MessageFacts & { ask: Ask }, { attemptId }: Input) =>
      knownAttempt(outside, { tenant, actor, attemptId }),
    plan: async (ctx: Context, { attemptId }: Input): Promise<Next<Output>> => {
      const attempt = await findAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
      const { status, paymentIntentId, mode, account } = attempt;
      if (!isOpen(status)) return { done: { attemptId, status } };
      // Set before Stripe is asked: where it does not answer for so long that this look is given up, the next one still comes.
      ctx.stage.later(contract.resolveAttempt, { attemptId }, nextLook(attempt.openedAt, ctx.now));
      if (paymentIntentId !== null) return { step: 'ask', request: { attemptId, mode, account, paymentIntentId } };
      const stripeCustomer = await findStripeCustomer(ctx.tx, attempt, attempt.customerId);
      return stripeCustomer
        ? { step: 'find', request: { attemptId, mode, account, stripeCustomer } }
        : giveUpOrWait(ctx, attempt);
    },
    steps: {
      find: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson | null>> => {
          const { attemptId, mode, account, stripeCustomer } = raw as FindRequest;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
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
          const { mode, account, paymentIntentId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const expand = ['latest_charge'];
          return askStripe(async () => intentJson(await stripe.paymentIntents.retrieve(paymentIntentId, { expand })));
        },
        record: (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> =>
          recordAnswer(ctx, raw as Request, answer as StripeAnswer<IntentJson>),
      },
      cancel: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
          const { attemptId, mode, account, paymentIntentId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const params = { cancellation_reason: 'abandoned' as const, idempotencyKey: `abandon:${attemptId}` };
          return cancelIntent(stripe, paymentIntentId, params);
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
  if (!keyExpired(openedAt, ctx.now)) return { done: { attemptId, status } };
  await moveAttempt(ctx.tx, attemptId, { status: 'cancelled' }, ctx.now);
  await dropTry(ctx, attemptId);
  sayCancelled(ctx, attempt);
  return { done: { attemptId, status: 'cancelled' } };
}

async function recordAnswer(ctx: Context, request: Request, said: StripeAnswer<IntentJson>): Promise<Next<Output>> {
  if (said.said === 'no')
    throw fault('external', 'intent_not_found', 'The payment service does not know this payment.', {
      internal: said.text,
    });
  const attempt = await lockAttempt(ctx.tx, request.attemptId);
  const tried = await findTry(ctx.tx, request.attemptId);
  const patience_ms = patienceWith(attempt?.declines ?? 0, tried?.verdict === 'authenticate');
  // What a bank has refused after days is told first; a later look ends it.
  const isNews = attempt?.status === 'processing' && said.value.status === 'requires_payment_method';
  if (
    attempt &&
    !isNews &&
    isOpen(attempt.status) &&
    shouldCancel(said.value.status, attempt.openedAt, ctx.now, patience_ms)
  )
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
  return { done: { attemptId, status } };
}
