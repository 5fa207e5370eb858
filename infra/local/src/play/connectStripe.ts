import { payments } from '@purser/contracts';
import { newId } from '@purser/message';
import Stripe from 'stripe';
import type { Keys } from '../stack/keys.ts';
import type { Cast } from './cast.ts';
import { NotSeen } from './see.ts';

/** Where Stripe calls us for a tenant. */
function webhookUrl(edge: string, endpointId: string): string {
  return `${edge}/webhooks/stripe/${endpointId}`;
}

/** Stripe's own client, at whichever address Stripe is. */
export function stripeAt(address: string, { stripe }: Pick<Keys, 'stripe'>): Stripe {
  const { hostname, port, protocol } = new URL(address);
  const isPlain = protocol === 'http:';
  return new Stripe(stripe.secretKey, {
    host: hostname,
    port: port || (isPlain ? 80 : 443),
    protocol: isPlain ? 'http' : 'https',
    telemetry: false,
  });
}

/** The tenant makes a webhook endpoint at Stripe and gives us its secret, with the account's keys. */
export async function connectStripe(
  { client, staff }: Cast,
  { keys, edge, stripeApi }: { keys: Keys; edge: string; stripeApi: string },
): Promise<{ url: string }> {
  const endpointId = newId();
  const url = webhookUrl(edge, endpointId);
  const { secret } = await stripeAt(stripeApi, keys).webhookEndpoints.create({
    url,
    enabled_events: ['*'],
    api_version: Stripe.API_VERSION,
  });
  if (!secret) throw new NotSeen('Stripe made a webhook endpoint and told no secret.');
  const configured = { endpointId, mode: 'test' as const, ...keys.stripe, webhookSecrets: [secret] };
  await client.command(payments.configureStripe, configured, staff);
  return { url };
}
