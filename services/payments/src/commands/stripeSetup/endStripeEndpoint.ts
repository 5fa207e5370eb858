import type { Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import type { Looked } from '../../domain/findings.ts';
import type { Outside } from '../../outside.ts';
import { homeInUse } from '../../store/homes.ts';
import { closeEndpoint, listEndpoints, lockEndpoint } from '../../store/stripeEndpoints.ts';
import { endAtStripe } from '../../stripe/endpoints.ts';
import type { Mode } from '../../stripe/home.ts';
import type { EventForm } from '../../webhooks/verify.ts';

type Input = z.output<typeof contract.endStripeEndpoint.input>;
type Output = z.input<typeof contract.endStripeEndpoint.output>;
type Request = Input & { mode: Mode; stripeEndpointId: string; form?: EventForm };

/** Takes an endpoint out of force. One that somebody made in Stripe's dashboard is theirs to delete there. */
export function endStripeEndpoint({ accounts }: Outside) {
  return {
    gather: async () => undefined,
    plan: async (ctx: Context, { endpointId }: Input): Promise<Next<Output>> => {
      const { mode, form, stripeEndpointId, endsAt } = await lockEndpoint(ctx, endpointId);
      const isTimer = ctx.actor.kind === 'service';
      // The timer of a rotation that was undone since, or made again with more time.
      if (isTimer && (endsAt === null || endsAt > ctx.now)) return { done: { endpointId } };
      if (!isTimer) await refuseLast(ctx, { endpointId, mode, form });
      if (stripeEndpointId !== null)
        return { step: 'delete', request: { endpointId, mode, form, stripeEndpointId } satisfies Request };
      await closeEndpoint(ctx, endpointId);
      return { done: { endpointId } };
    },
    steps: {
      delete: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<Looked<string>> => {
          const { mode, stripeEndpointId, form = 'snapshot' } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode);
          return endAtStripe[form](stripe, stripeEndpointId);
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { endpointId } = raw as Request;
          const said = answer as Looked<string>;
          // Gone there already is as good.
          if (said.said === 'no' && said.status !== 404)
            return {
              refused: fault('rejected', 'endpoint_refused', `Stripe did not delete the endpoint: ${said.text}`),
            };
          await closeEndpoint(ctx, endpointId);
          return { done: { endpointId } };
        },
      },
    },
  };
}

type Ending = { endpointId: string; mode: Mode; form: EventForm };

/** Whole events are what payments rest on: where one of those ends, thin ones do not stand in for it. */
async function refuseLast(ctx: Context, { endpointId, mode, form }: Ending): Promise<void> {
  const others = (await listEndpoints(ctx)).filter(
    (each) =>
      each.mode === mode &&
      each.endpointId !== endpointId &&
      each.endsAt === null &&
      (each.form === 'snapshot' || form === 'thin'),
  );
  const used = await homeInUse(ctx.tx);
  if (others.length === 0 && used?.mode === mode)
    throw fault(
      'rejected',
      'last_endpoint',
      'Payments are taken in this mode, and this is the last endpoint that hears of them. Rotate it instead.',
    );
}
