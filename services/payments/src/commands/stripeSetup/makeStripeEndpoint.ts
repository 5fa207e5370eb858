import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { endpointUrl } from '../../endpointUrl.ts';
import type { Outside } from '../../outside.ts';
import { addSecrets, lockEndpoint, openEndpoint, setEnd } from '../../store/stripeEndpoints.ts';
import { type MadeAtStripe, makeAtStripe } from '../../stripe/endpoints.ts';
import type { Mode } from '../../stripe/home.ts';
import type { EventForm } from '../../webhooks/verify.ts';

type Make = { endpointId: string; mode: Mode; kind: 'own' | 'connect'; form?: EventForm };
/** The one whose place it takes, and when that ends. */
type Request = Make & { replaces: { endpointId: string; endsAt: string } | null };

const hour_ms = 3_600_000;

/** An endpoint of ours at Stripe, or a destination of thin events. */
export function makeStripeEndpoint(outside: Outside) {
  const { accounts } = outside;
  return {
    gather: async ({ tenant }: MessageFacts, { mode }: Make) => void (await accounts.ofTenant(tenant, mode)),
    plan: async ({ tenant }: Context, input: Make): Promise<Next<{ endpointId: string }>> => {
      refuseConnect(tenant, input.kind);
      return { step: 'create', request: { ...input, replaces: null } satisfies Request };
    },
    steps: { create: createStep(outside, (request) => ({ endpointId: request.endpointId })) },
  };
}

type Rotate = z.output<typeof contract.rotateStripeEndpoint.input>;

/** A new endpoint, and so a new secret; the old one's signatures count until its time is over. */
export function rotateStripeEndpoint(outside: Outside) {
  return {
    gather: async () => undefined,
    plan: async (ctx: Context, input: Rotate): Promise<Next<{ endpointId: string; endsAt: string }>> => {
      const { mode, kind, form } = await lockEndpoint(ctx, input.endpointId);
      const endsAt = new Date(ctx.now.getTime() + input.keep_hours * hour_ms).toISOString();
      const replaces = { endpointId: input.endpointId, endsAt };
      const made = { endpointId: input.newEndpointId, mode, kind, form };
      return { step: 'create', request: { ...made, replaces } satisfies Request };
    },
    steps: {
      create: createStep(outside, ({ endpointId, replaces }) => ({ endpointId, endsAt: replaces?.endsAt ?? '' })),
    },
  };
}

export function refuseConnect(tenant: string, kind: 'own' | 'connect'): void {
  if (kind === 'connect' && tenant !== platformTenant)
    throw fault(
      'rejected',
      'platform_only',
      'Connected accounts are the platform’s: their events come to its endpoint.',
    );
}

/** What is stored from before there were others has whole events. */
function createStep<O>({ accounts, publicUrl }: Outside, output: (request: Request) => O) {
  return {
    call: async (raw: unknown, { tenant }: MessageFacts): Promise<MadeAtStripe> => {
      const { endpointId, mode, kind, form = 'snapshot' } = raw as Request;
      const { stripe } = await accounts.ofTenant(tenant, mode);
      return makeAtStripe[form](stripe, { tenant, endpointId, kind, url: endpointUrl(publicUrl, endpointId) });
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<O>> => {
      const { replaces, form = 'snapshot', ...made } = raw as Request;
      const said = answer as MadeAtStripe;
      if (said.said === 'no')
        return { refused: fault('rejected', 'endpoint_refused', `Stripe did not make the endpoint: ${said.text}`) };
      await openEndpoint(ctx, { ...made, form, stripeEndpointId: said.value.id });
      await addSecrets(ctx, made.endpointId, { secrets: [said.value.secret], oldUntil: ctx.now });
      if (replaces) {
        await setEnd(ctx, replaces.endpointId, new Date(replaces.endsAt));
        ctx.stage.later(contract.endStripeEndpoint, { endpointId: replaces.endpointId }, new Date(replaces.endsAt));
      }
      ctx.stage.send(contract.checkStripe, { mode: made.mode });
      return { done: output(raw as Request) };
    },
  };
}
