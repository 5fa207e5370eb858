import type { Context, MessageFacts, Next } from '@purser/bus';
import { invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import { applyIntent, factOf } from '../../../applying/applyIntent.ts';
import { endOutOfReach } from '../../../applying/endOutOfReach.ts';
import type { Outside } from '../../../outside.ts';
import { type Attempt, lockAttempt } from '../../../store/attempts.ts';
import { type IntentJson, isOutOfReach, type StripeAnswer } from '../../../stripe/answer.ts';
import { cancelIntent } from '../../../stripe/askOrLook.ts';
import type { Home } from '../../../stripe/home.ts';
import { inProgress, type PrepareOutput as Output, type PrepareRequest } from '../prepare.ts';
import { openAttempt } from './openAttempt.ts';

export type CancelOldRequest = PrepareRequest & {
  old: Home & { attemptId: string; paymentIntentId: string };
};

/** An open attempt that has no PaymentIntent yet is being prepared this moment, by somebody else. */
export function cancelOld(open: Attempt, request: PrepareRequest): Next<Output> {
  if (open.paymentIntentId === null) throw inProgress();
  const { attemptId, mode, account, paymentIntentId } = open;
  return { step: 'cancelOld', request: { ...request, old: { attemptId, mode, account, paymentIntentId } } };
}

/** If Stripe refuses to cancel, the payer was quicker: the old attempt stands and nothing new is made. */
export function cancelOldStep({ accounts, client }: Outside) {
  return {
    call: async (raw: unknown, { tenant, messageId }: MessageFacts): Promise<StripeAnswer<IntentJson>> => {
      const { old, attempt } = raw as CancelOldRequest;
      const { stripe } = await accounts.ofTenant(tenant, old.mode, old.account);
      const idempotencyKey = `cancel:${old.attemptId}:${messageId}`;
      const answer = await cancelIntent(stripe, old.paymentIntentId, { idempotencyKey });
      if (answer.said === 'yes') {
        const actor = { kind: 'service' as const, name: 'payments' };
        await client.command(
          invoicing.releasePayment,
          { invoiceId: attempt.invoiceId, attemptId: old.attemptId },
          { tenant, actor },
        );
      }
      return answer;
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const { old, ...request } = raw as CancelOldRequest;
      const said = answer as StripeAnswer<IntentJson>;
      const attempt = await lockAttempt(ctx.tx, old.attemptId);
      const intent = said.said === 'yes' ? said.value : said.intent;
      if (attempt && intent) await applyIntent(ctx, attempt, factOf(intent));
      // The invoice is free once its side has heard of it: whoever asks again in a moment begins anew.
      if (attempt && isOutOfReach(said) && (await endOutOfReach(ctx, attempt)) === 'cancelled')
        return { refused: inProgress() };
      if (intent?.status !== 'canceled') {
        return {
          refused: fault(
            'conflict',
            'payment_in_progress',
            'A payment of this invoice is under way and cannot be changed any more.',
          ),
        };
      }
      if (!(await openAttempt(ctx, request.attempt, request))) return { refused: inProgress() };
      return { step: 'reserve', request };
    },
  };
}
