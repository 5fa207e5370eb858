import type { Stack } from '../stack/openStack.ts';
import { stripeAt } from './connectStripe.ts';

/** Where the edge had to move to another port since, the sandbox is told, as a person would tell Stripe of a new domain. */
export async function pointWebhooksHere({ keys, addresses }: Pick<Stack, 'keys' | 'addresses'>): Promise<void> {
  for (const account of [keys.stripe, keys.secondStripe]) {
    const stripe = stripeAt(addresses.stripe, account);
    for await (const { id, url } of stripe.webhookEndpoints.list({ limit: 100 })) {
      const { origin, pathname } = new URL(url);
      if (!pathname.startsWith('/webhooks/stripe/') || origin === new URL(addresses.edge).origin) continue;
      await stripe.webhookEndpoints.update(id, { url: `${addresses.edge}${pathname}` });
    }
  }
}
