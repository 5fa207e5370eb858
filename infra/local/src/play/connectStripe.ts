import { payments } from '@purser/contracts';
import { newId } from '@purser/message';
import Stripe from 'stripe';
import type { Cast } from './cast.ts';
import { NotSeen } from './see.ts';

/** Where Stripe calls us for a tenant. */
function webhookUrl(edge: string, endpointId: string): string {
  return `${edge}/webhooks/stripe/${endpointId}`;
}

type AccountKeys = { secretKey: string; publishableKey: string };

/** Stripe's own client, at whichever address Stripe is. */
export function stripeAt(address: string, { secretKey }: Pick<AccountKeys, 'secretKey'>): Stripe {
  const { hostname, port, protocol } = new URL(address);
  const isPlain = protocol === 'http:';
  return new Stripe(secretKey, {
    host: hostname,
    port: port || (isPlain ? 80 : 443),
    protocol: isPlain ? 'http' : 'https',
    telemetry: false,
  });
}

/** The tenant makes a webhook endpoint at Stripe and gives us its secret, with the account's keys. */
export async function connectStripe(
  { client, staff }: Pick<Cast, 'client' | 'staff'>,
  { account, edge, stripeApi }: { account: AccountKeys; edge: string; stripeApi: string },
): Promise<{ url: string }> {
  const endpointId = newId();
  const url = webhookUrl(edge, endpointId);
  const { secret } = await stripeAt(stripeApi, account).webhookEndpoints.create({
    url,
    enabled_events: ['*'],
    api_version: Stripe.API_VERSION,
  });
  if (!secret) throw new NotSeen('Stripe made a webhook endpoint and told no secret.');
  const configured = { endpointId, mode: 'test' as const, ...account, webhookSecrets: [secret] };
  await client.command(payments.configureStripe, configured, staff);
  // Whose account it is, is learned with all else that a look at it tells.
  await client.command(payments.checkStripe, { mode: 'test' }, staff);
  return { url };
}

/** Another account at the sandbox, as a second tenant has its own at Stripe. */
export async function openAccount(stripeApi: string, { secretKey, publishableKey }: AccountKeys): Promise<void> {
  const answer = await fetch(`${stripeApi}/_sandbox/accounts`, {
    method: 'POST',
    body: JSON.stringify({ secret_key: secretKey, publishable_key: publishableKey }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new NotSeen(`The sandbox opened no second account: ${answer.status}.`);
}
