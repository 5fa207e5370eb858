import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import type { Outside } from '../../outside.ts';
import type { StripeAnswer } from '../../stripe/answer.ts';
import { askOrLook, ifSeen, unlessDenied } from '../../stripe/askOrLook.ts';

type Input = z.output<typeof contract.detachMethod.input>;
type Output = z.input<typeof contract.detachMethod.output>;

/** Takes at Stripe off what is off here. That it was off there already is as good. */
export function detachMethod({ accounts }: Outside) {
  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, { mode, account }: Input) =>
      void (await accounts.ofTenant(tenant, mode, account)),
    plan: async (_ctx: Context, input: Input): Promise<Next<Output>> => ({ step: 'detach', request: input }),
    steps: {
      detach: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<string>> => {
          const { stripeMethodId, mode, account } = raw as Input;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const key = { idempotencyKey: `detach:${stripeMethodId}` };
          const answer = await askOrLook(
            async () => (await stripe.paymentMethods.detach(stripeMethodId, {}, key)).id,
            () =>
              ifSeen(async () => {
                const { id, customer } = await stripe.paymentMethods.retrieve(stripeMethodId);
                return customer === null ? id : undefined;
              }),
          );
          return unlessDenied(answer);
        },
        record: async (_ctx: Context, raw: unknown): Promise<Next<Output>> => ({
          done: { stripeMethodId: (raw as Input).stripeMethodId },
        }),
      },
    },
  };
}
