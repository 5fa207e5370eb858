import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyPayout } from '../../applying/applyPayout.ts';
import { noteMoves } from '../../applying/noteMoves.ts';
import type { MoveFact } from '../../domain/balanceMove.ts';
import type { Proving } from '../../proving/parts.ts';
import { addUp, insertParts } from '../../store/payouts.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import { movesJson } from '../../stripe/balanceMoves.ts';
import { type PartJson, type PayoutJson, partsJson, payoutJson } from '../../stripe/payouts.ts';

type Input = z.output<typeof contract.followPayout.input>;
type Output = z.input<typeof contract.followPayout.output>;
type PartsRequest = Input & { payoutId: string; status: string; complete: boolean; after: string | null };
/** Absent of a page that was asked for before they were told. */
type PartsPage = { parts: PartJson[]; moves?: MoveFact[]; after: string | null };

/** Reads a payout at Stripe and, page by page, what is in it. */
export function followPayout({ accounts, clock, pace }: Proving) {
  const stripeOf = async (tenant: string, { at }: Input) =>
    (await accounts.ofTenant(tenant, at.mode, at.account)).stripe;
  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, input: Input) => void (await stripeOf(tenant, input)),
    plan: async (_ctx: Context, input: Input): Promise<Next<Output>> => ({ step: 'ask', request: input }),
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<PayoutJson>> => {
          const input = raw as Input;
          const stripe = await stripeOf(tenant, input);
          const askedAt = clock.machine();
          return askStripe(async () => payoutJson(await stripe.payouts.retrieve(input.stripePayoutId), askedAt));
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const input = raw as Input;
          const { stripePayoutId, at } = input;
          const { complete, ...said } = known(answer as StripeAnswer<PayoutJson>);
          const { payoutId, partsState, status } = await applyPayout(ctx, at, { ...said, complete });
          if (partsState === 'none' || partsState === 'matched') return { done: { stripePayoutId, status } };
          return {
            step: 'parts',
            request: { ...input, payoutId, status, complete, after: null } satisfies PartsRequest,
          };
        },
      },
      parts: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<PartsPage>> => {
          const { after, ...input } = raw as PartsRequest;
          const stripe = await stripeOf(tenant, input);
          await pace.turn();
          return askStripe(async () => {
            const { data, has_more } = await stripe.balanceTransactions.list({
              ...{ payout: input.stripePayoutId, limit: 100 },
              ...(after !== null && { starting_after: after }),
            });
            return {
              parts: partsJson(input.stripePayoutId, data),
              moves: movesJson(data),
              after: has_more ? (data.at(-1)?.id ?? null) : null,
            };
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const request = raw as PartsRequest;
          const { payoutId, stripePayoutId, status, complete } = request;
          const { parts, moves = [], after } = known(answer as StripeAnswer<PartsPage>);
          await insertParts(ctx, payoutId, parts);
          await noteMoves(ctx, request.at, moves);
          if (after !== null) return { step: 'parts', request: { ...request, after } };
          await addUp(ctx, payoutId, complete);
          return { done: { stripePayoutId, status } };
        },
      },
    },
  };
}

function known<T>(said: StripeAnswer<T>): T {
  if (said.said === 'yes') return said.value;
  throw fault('external', 'payout_unknown', 'The payment service does not know this payout.', { internal: said.text });
}
