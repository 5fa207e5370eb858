import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyRefund } from '../../applying/applyRefund.ts';
import { keyExpired, nextLook } from '../../domain/janitor.ts';
import { isAlive, type RefundStatus } from '../../domain/refund.ts';
import type { Outside } from '../../outside.ts';
import { findPart, lockPart } from '../../store/refunds.ts';
import { askStripe, type StripeAnswer, shutOut } from '../../stripe/answer.ts';
import type { Home } from '../../stripe/home.ts';
import { findRefund, type RefundJson, refundFact, refundJson, withFees } from '../../stripe/refunds.ts';

type Input = z.output<typeof contract.resolveRefund.input>;
type Output = z.input<typeof contract.resolveRefund.output>;
type Request = Home & { partId: string; paymentIntentId: string; stripeRefundId: string | null };

/** The janitor of refunds: asks Stripe what became of one, and comes back until it has succeeded or failed. */
export function resolveRefund({ accounts, clock }: Outside) {
  return {
    gather: async () => undefined,
    plan: async (ctx: Context, { partId }: Input): Promise<Next<Output>> => {
      const part = await findPart(ctx.tx, partId);
      if (!part) throw fault('notFound', 'refund_not_found', 'There is no such refund.');
      const { status, mode, account, paymentIntentId, stripeRefundId, createdAt } = part;
      if (isEnded(status)) return { done: { partId, status } };
      // Set before Stripe is asked: where it does not answer for so long that this look is given up, the next one still comes.
      ctx.stage.later(contract.resolveRefund, { partId }, nextLook(createdAt, ctx.now));
      return { step: 'ask', request: { partId, mode, account, paymentIntentId, stripeRefundId } };
    },
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<RefundJson | null>> => {
          const { partId, mode, account, paymentIntentId, stripeRefundId } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const askedAt = clock.machine();
          return askStripe(async () => {
            const refund =
              stripeRefundId === null
                ? await findRefund(stripe, { paymentIntentId, partId })
                : await stripe.refunds.retrieve(stripeRefundId, { expand: withFees });
            return refund ? refundJson(refund, askedAt) : null;
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { partId } = raw as Request;
          const said = answer as StripeAnswer<RefundJson | null>;
          const part = await lockPart(ctx.tx, partId);
          if (!part) throw fault('bug', 'refund_lost', 'Something went wrong on our side.');
          const known = said.said === 'yes' ? said.value : null;
          if (known) {
            const status = await applyRefund(ctx, part, refundFact(known), new Date(known.askedAt));
            return { done: { partId, status } };
          }
          // Of an account that let the platform go nobody can tell what it has.
          const isUnseen = said.said === 'no' && said.code === shutOut;
          // Stripe has none. While the key lives one may still be made under it; after that it never will.
          if (isUnseen || part.stripeRefundId !== null || !keyExpired(part.createdAt, ctx.now))
            return { done: { partId, status: part.status } };
          const status = await applyRefund(ctx, part, { id: null, status: 'failed', failure: 'neverSent' }, ctx.now);
          return { done: { partId, status } };
        },
      },
    },
  };
}

const isEnded = (status: RefundStatus) => status === 'succeeded' || !isAlive(status);
