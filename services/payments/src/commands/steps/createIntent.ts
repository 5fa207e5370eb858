import type { Context, MessageFacts, Next } from '@purser/bus';
import { fault } from '@purser/fault';
import { currency, MoneyError, money, toStripe } from '@purser/money';
import { applyIntent, factOf } from '../../applyIntent.ts';
import { intentKey, keyExpired } from '../../domain/janitor.ts';
import type { Outside } from '../../outside.ts';
import { lockAttempt, moveAttempt } from '../../store/attempts.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../../stripe/answer.ts';
import { findIntent } from '../../stripe/findIntent.ts';
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
  mode: 'test' | 'live';
  amount: number;
  currency: string;
  publishableKey: string;
  bornAt: string;
  params: IntentParams;
};

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
    const { attemptId, currency: code, mode } = attempt;
    return {
      step: 'createIntent',
      request: { attemptId, mode, amount, currency: code, publishableKey, bornAt: ctx.now.toISOString(), params },
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
      const { attemptId, mode, params, bornAt } = raw as IntentRequest;
      const { stripe } = await accounts.ofTenant(tenant, mode);
      const born = new Date(bornAt);
      if (keyExpired(born, now)) {
        const found = await askStripe(async () => findIntent(stripe, params.customer, attemptId));
        if (found.said === 'no') return found;
        return found.value
          ? { said: 'yes', value: found.value }
          : { said: 'no', code: 'key_too_old', text: 'never made' };
      }
      const idempotencyKey = intentKey(attemptId, born, now);
      try {
        return await askStripe(async () => intentJson(await stripe.paymentIntents.create(params, { idempotencyKey })));
      } catch (unknown) {
        const made = await findIntent(stripe, params.customer, attemptId).catch(() => undefined);
        if (made) return { said: 'yes', value: made };
        throw unknown;
      }
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
      return { done: { attemptId, paymentIntentId: said.value.id, amount, currency: code, publishableKey } };
    },
  };
}
