import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyIntent, factOf } from '../applyIntent.ts';
import { isOpen } from '../domain/attempt.ts';
import { nextLook, shouldCancel } from '../domain/janitor.ts';
import type { Outside } from '../outside.ts';
import { findAttempt, lockAttempt } from '../store/attempts.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../stripe/answer.ts';

type Input = z.output<typeof contract.resolveAttempt.input>;
type Output = z.input<typeof contract.resolveAttempt.output>;
type Request = { attemptId: string; paymentIntentId: string };

/** The janitor: asks Stripe what became of an attempt nobody has told us the end of, and comes back while it is open. */
export function resolveAttempt({ accounts }: Outside) {
  return {
    gather: async (_facts: MessageFacts & { ask: Ask }, _input: Input) => ({}),
    plan: async (ctx: Context, { attemptId }: Input): Promise<Next<Output>> => {
      const attempt = await findAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
      const { status, paymentIntentId } = attempt;
      if (!isOpen(status) || paymentIntentId === null) return { done: { attemptId, status } };
      return { step: 'ask', request: { attemptId, paymentIntentId } };
    },
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
          const { stripe } = await accounts.ofTenant(tenant);
          return askStripe(async () =>
            intentJson(await stripe.paymentIntents.retrieve((raw as Request).paymentIntentId)),
          );
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const next = await recordAnswer(ctx, raw as Request, answer as StripeAnswer<IntentJson>);
          return next;
        },
      },
      cancel: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
          const { attemptId, paymentIntentId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant);
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
  { attemptId }: Request,
  intent: IntentJson | undefined,
): Promise<Next<Output>> {
  const attempt = await lockAttempt(ctx.tx, attemptId);
  if (!attempt) throw fault('bug', 'attempt_lost', 'Something went wrong on our side.');
  const status = intent ? (await applyIntent(ctx, attempt, factOf(intent))).status : attempt.status;
  if (isOpen(status)) ctx.stage.later(contract.resolveAttempt, { attemptId }, nextLook(attempt.openedAt, ctx.now));
  return { done: { attemptId, status } };
}
