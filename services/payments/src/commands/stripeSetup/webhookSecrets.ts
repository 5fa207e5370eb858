import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { addSecrets, dropEnded, lockEndpoint, openEndpoint } from '../../store/stripeEndpoints.ts';
import { startKeeping } from '../webhooks/keepWebhooks.ts';
import { refuseConnect } from './makeStripeEndpoint.ts';

const hour_ms = 3_600_000;

/** An endpoint that was made in Stripe's dashboard. */
export async function addStripeEndpoint(ctx: Context, input: z.output<typeof contract.addStripeEndpoint.input>) {
  const { secret, ...endpoint } = input;
  refuseConnect(ctx.tenant, input.kind);
  await openEndpoint(ctx, { ...endpoint, stripeEndpointId: null });
  await addSecrets(ctx, input.endpointId, { secrets: [secret], oldUntil: ctx.now });
  await startKeeping(ctx);
  return { endpointId: input.endpointId };
}

/** A new secret, beside which those before count for a time. */
export async function addWebhookSecret(
  ctx: Context,
  { endpointId, secret, keep_hours }: z.output<typeof contract.addWebhookSecret.input>,
) {
  await lockEndpoint(ctx, endpointId);
  const oldUntil = new Date(ctx.now.getTime() + keep_hours * hour_ms);
  await addSecrets(ctx, endpointId, { secrets: [secret], oldUntil });
  ctx.stage.later(contract.dropWebhookSecrets, { endpointId }, oldUntil);
  return { endpointId, endsAt: oldUntil.toISOString() };
}

export async function dropWebhookSecrets(ctx: Context, { endpointId }: { endpointId: string }) {
  return { dropped: await dropEnded(ctx, endpointId) };
}
