import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId } from '@purser/message';
import type { z } from 'zod';
import { applyIntent, factOf } from '../../applying/applyIntent.ts';
import { sendForFee, transactionOf } from '../../applying/sendForFee.ts';
import type { Outside } from '../../outside.ts';
import { lockAttemptOf } from '../../store/attempts.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../../stripe/answer.ts';

type Input = z.output<typeof contract.followIntent.input>;
type Output = z.input<typeof contract.followIntent.output>;
type Answer = IntentJson & { balanceTransactionId: string | null };

/**
 * Reads an intent at Stripe: for an attempt whose money came and was not booked, whatever the attempt had ended as; or of which an event
 * did not say enough.
 */
export function followIntent({ accounts }: Outside) {
  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, { at }: Input) =>
      void (await accounts.ofTenant(tenant, at.mode, at.account)),
    plan: async (_ctx: Context, input: Input): Promise<Next<Output>> => ({ step: 'ask', request: input }),
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Answer>> => {
          const { at, paymentIntentId } = raw as Input;
          const { stripe } = await accounts.ofTenant(tenant, at.mode, at.account);
          return askStripe(async () => {
            const intent = await stripe.paymentIntents.retrieve(paymentIntentId, { expand: ['latest_charge'] });
            return { ...intentJson(intent), balanceTransactionId: transactionOf(intent.latest_charge) };
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { at, paymentIntentId, declined = false } = raw as Input;
          const said = answer as StripeAnswer<Answer>;
          if (said.said === 'no')
            throw fault('external', 'intent_not_found', 'The payment service does not know this payment.', {
              internal: said.text,
            });
          const { attempt_id: mark } = said.value.metadata;
          const attempt = await lockAttemptOf(ctx.tx, at, paymentIntentId, mark && isId(mark) ? mark : undefined);
          // Whoever has begun anew meanwhile is not told of what is over.
          const isRefused = declined && said.value.status === 'requires_payment_method';
          if (attempt) await applyIntent(ctx, attempt, factOf(said.value, isRefused));
          await sendForFee(ctx, at, said.value);
          return { done: { paymentIntentId } };
        },
      },
    },
  };
}
