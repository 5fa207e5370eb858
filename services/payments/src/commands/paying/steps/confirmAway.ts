import type { Context, MessageFacts, Next } from '@purser/bus';
import { fault } from '@purser/fault';
import type Stripe from 'stripe';
import { applyIntent, factOf } from '../../../applying/applyIntent.ts';
import type { Outside } from '../../../outside.ts';
import { lockAttempt } from '../../../store/attempts.ts';
import { isStillWanted } from '../../../store/bills.ts';
import { typeAtStripe } from '../../../store/methods.ts';
import { type IntentJson, intentJson, type StripeAnswer } from '../../../stripe/answer.ts';
import { asItIsNow, askOrLook, cancelIntent, unlessDenied, unlessShutOut } from '../../../stripe/askOrLook.ts';
import type { Home } from '../../../stripe/home.ts';
import type { PrepareOutput as Output } from '../prepare.ts';

export type ConfirmRequest = Home & {
  attemptId: string;
  invoiceId: string;
  paymentIntentId: string;
  stripeMethodId: string;
  done: Output;
};

/**
 * Confirms an intent with a card on file, off session. The key is the attempt's, so that asking again is asking once; and an intent that
 * has succeeded cannot be confirmed again under any key. Stripe may have been away for hours: who does not want it any more meanwhile is not
 * charged, and the intent is cancelled instead, unless Stripe has the money already.
 */
export function confirmAwayStep({ accounts, runtime }: Outside) {
  return {
    call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
      const { attemptId, mode, account, paymentIntentId, stripeMethodId } = raw as ConfirmRequest;
      const { stripe } = await accounts.ofTenant(tenant, mode, account);
      if (!(await runtime.tenantTx({ tenant }, (tx) => isStillWanted(tx, { attemptId, stripeMethodId }))))
        return withdraw(stripe, attemptId, paymentIntentId);
      const params = { payment_method: stripeMethodId, off_session: true };
      const key = { idempotencyKey: `confirm:${attemptId}` };
      // Whether it was confirmed before cannot be told while the key may not look, nor of an account that is gone: it is waited for.
      const answer = await askOrLook(
        async () => {
          const confirmed = await stripe.paymentIntents.confirm(paymentIntentId, params, key);
          return intentJson(await asItIsNow(confirmed, () => stripe.paymentIntents.retrieve(paymentIntentId)));
        },
        async () => outcomeOf(intentJson(await stripe.paymentIntents.retrieve(paymentIntentId))),
      );
      return unlessShutOut(unlessDenied(answer));
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const { attemptId, paymentIntentId, stripeMethodId, done } = raw as ConfirmRequest;
      const said = answer as StripeAnswer<IntentJson>;
      const attempt = await lockAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('bug', 'attempt_lost', 'Something went wrong on our side.');
      const methodType = (await typeAtStripe(ctx.tx, stripeMethodId)) ?? null;
      const intent = said.said === 'yes' ? said.value : said.intent;
      const declined = said.said === 'no' && (!intent || !settledByOthers.has(intent.status));
      const fact = intent
        ? factOf(intent, declined)
        : { ...nothingTaken(paymentIntentId, attempt.currency), declined: true };
      const told = said.said === 'no' ? { code: said.code, declineCode: null, adviceCode: null } : null;
      // Declined, it stays open with its intent: the customer is told, and may finish it with another card or at their bank.
      await applyIntent(ctx, attempt, { ...fact, methodType, error: fact.error ?? told });
      return { done };
    },
  };
}

/** That Stripe does not cancel it is no bank's refusal of a card: unless something else became of the intent, it is asked again. */
async function withdraw(stripe: Stripe, attemptId: string, paymentIntentId: string): Promise<StripeAnswer<IntentJson>> {
  const key = { cancellation_reason: 'requested_by_customer', idempotencyKey: `withdraw:${attemptId}` } as const;
  const answer = unlessShutOut(unlessDenied(await cancelIntent(stripe, paymentIntentId, key)));
  if (answer.said === 'yes' || (answer.intent && settledByOthers.has(answer.intent.status))) return answer;
  throw fault('external', 'not_cancelled', 'The payment could not be withdrawn yet.', { internal: answer.text });
}

/** Who pays in the browser at that moment was quicker: that Stripe confirms it no more is no bank's refusal. */
const settledByOthers = new Set(['succeeded', 'processing', 'canceled']);

const untried = new Set(['requires_payment_method', 'requires_confirmation']);

/** What came of the one confirmation of an intent; undefined while none is to be seen. */
function outcomeOf(intent: IntentJson): StripeAnswer<IntentJson> | undefined {
  if (!untried.has(intent.status)) return { said: 'yes', value: intent };
  const { last_error: error } = intent;
  return error ? { said: 'no', code: error.code ?? 'refused', text: 'The bank refused.', intent } : undefined;
}

/** Stripe refused without an intent to look at, as when the card was taken off that moment. */
const nothingTaken = (id: string, currency: string) => ({
  ...{ id, status: 'requires_payment_method', amountReceived: 0, currency, chargeId: null, error: null },
});
