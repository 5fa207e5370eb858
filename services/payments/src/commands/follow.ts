import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import type Stripe from 'stripe';
import type { Outside } from '../outside.ts';
import { askStripe, type StripeAnswer } from '../stripe/answer.ts';
import type { Home } from '../stripe/home.ts';

/** Where the object lives; without it at the account that payments are taken at. */
type Named = { at?: Home | undefined };

type Following<I, O, J> = {
  /** Asks Stripe for the object; `askedAt` is when (machine time), for what is read of it may be overtaken. */
  read(stripe: Stripe, input: I, askedAt: Date): Promise<J>;
  /** Takes over what Stripe said of it. */
  take(ctx: Context, told: { input: I; at: Home; said: StripeAnswer<J> }): Promise<O>;
};

/** The work of a command that an event leads to: its object is read at Stripe as it stands, and what it says is taken over. */
export function follow<I extends Named, O, J>({ accounts, clock }: Outside, { read, take }: Following<I, O, J>) {
  type Request = I & { at: Home };
  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, { at }: I): Promise<Home> => {
      const { mode, account } = await accounts.ofTenant(tenant, at?.mode, at?.account);
      return { mode, account };
    },
    plan: async (_ctx: Context, input: I, at: Home): Promise<Next<O>> => ({
      step: 'ask',
      request: { ...input, at } satisfies Request,
    }),
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<J>> => {
          const request = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, request.at.mode, request.at.account);
          const askedAt = clock.machine();
          return askStripe(() => read(stripe, request, askedAt));
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<O>> => {
          const request = raw as Request;
          return { done: await take(ctx, { input: request, at: request.at, said: answer as StripeAnswer<J> }) };
        },
      },
    },
  };
}
