import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { currency, MoneyError, money, toStripe } from '@purser/money';
import { applyIntent, factOf } from '../../applyIntent.ts';
import type { Outside } from '../../outside.ts';
import { lockAttempt, moveAttempt } from '../../store/attempts.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../../stripe/answer.ts';
import type { PrepareOutput as Output, PrepareRequest } from '../prepare.ts';
import { endAttempt } from './endAttempt.ts';

type IntentParams = {
  amount: number;
  currency: string;
  customer: string;
  automatic_payment_methods: { enabled: true };
  description: string;
  metadata: Record<string, string>;
};
type IntentRequest = {
  attemptId: string;
  amount: number;
  currency: string;
  publishableKey: string;
  bornAt: string;
  params: IntentParams;
};

/** Stripe keeps a key for 24 hours; beyond this age it might make a second intent, so we ask no more. */
const keyLife_ms = 20 * 3_600_000;
/** When the janitor first looks. */
const firstLook_ms = 5 * 60_000;

/** The exact request, decided once: what is sent later is this and nothing recomputed. */
export async function intentRequest(ctx: Context, request: PrepareRequest, customer: string): Promise<Next<Output>> {
  const { attempt, amount, number, publishableKey } = request;
  if (amount === null) throw fault('bug', 'no_amount', 'Something went wrong on our side.');
  try {
    const charge = toStripe(money(BigInt(amount), currency(attempt.currency)));
    const params: IntentParams = {
      ...charge,
      customer,
      automatic_payment_methods: { enabled: true },
      description: `Invoice ${number ?? ''}`.trim(),
      metadata: { tenant_id: ctx.tenant, invoice_id: attempt.invoiceId, attempt_id: attempt.attemptId },
    };
    const { attemptId, currency: code } = attempt;
    return {
      step: 'createIntent',
      request: { attemptId, amount, currency: code, publishableKey, bornAt: ctx.now.toISOString(), params },
    };
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return endAttempt(ctx, attempt.attemptId, { code: error.code, text: error.message });
  }
}

/** Made unconfirmed: an intent that nobody confirms charges nobody, so that asking again is safe whatever was lost. */
export function createIntentStep({ accounts }: Outside) {
  return {
    call: async (raw: unknown, { tenant, now }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
      const { attemptId, params, bornAt } = raw as IntentRequest;
      if (now.getTime() - Date.parse(bornAt) > keyLife_ms)
        return { said: 'no', code: 'key_too_old', text: 'the idempotency key is too old to be used again' };
      const { stripe } = await accounts.ofTenant(tenant);
      return askStripe(async () =>
        intentJson(await stripe.paymentIntents.create(params, { idempotencyKey: `attempt:${attemptId}` })),
      );
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const { attemptId, amount, currency: code, publishableKey } = raw as IntentRequest;
      const said = answer as StripeAnswer<IntentJson>;
      if (said.said === 'no') return endAttempt(ctx, attemptId, said);
      const attempt = await lockAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('bug', 'attempt_lost', 'Something went wrong on our side.');
      if (attempt.status === 'planned')
        await moveAttempt(ctx.tx, attemptId, { status: 'created', paymentIntentId: said.value.id }, ctx.now);
      else await applyIntent(ctx, attempt, factOf(said.value));
      ctx.stage.later(contract.resolveAttempt, { attemptId }, new Date(ctx.now.getTime() + firstLook_ms));
      return { done: { attemptId, paymentIntentId: said.value.id, amount, currency: code, publishableKey } };
    },
  };
}
