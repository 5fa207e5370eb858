import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { GaveUp, patience_ms } from './asking.ts';

/** What the pay page was given to confirm a payment with. */
export type Checkout = { stripeApi: string; publishableKey: string; paymentIntentId: string; clientSecret: string };

export const cards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  insufficient: '4000000000009995',
  authenticated: '4000002760003184',
};

export type Seen = 'succeeded' | 'authenticate' | 'declined' | 'cancelled';

const intent = z.object({
  status: z.string(),
  last_payment_error: z.object({ code: z.string().optional() }).nullish(),
});
const refusal = z.object({ error: z.object({ code: z.string().optional(), payment_intent: intent.optional() }) });

/**
 * What Stripe.js does with the card that the payer typed. Where no answer comes, the page looks how the payment stands
 * before it tries again, as a payer who reloads it would.
 */
export async function confirmCard(checkout: Checkout, card: string): Promise<Seen> {
  const form = new URLSearchParams({
    client_secret: checkout.clientSecret,
    use_stripe_sdk: 'true',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': card,
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': String(new Date().getUTCFullYear() + 3),
    'payment_method_data[card][cvc]': '314',
  });
  return patiently('the card was confirmed', async (tries) => {
    const seen = tries === 0 ? undefined : await look(checkout);
    if (seen) return seen;
    const answer = await fetch(`${intentUrl(checkout)}/confirm`, {
      method: 'POST',
      headers: { authorization: `Bearer ${checkout.publishableKey}` },
      body: form,
      signal: AbortSignal.timeout(10_000),
    });
    const body: unknown = await answer.json();
    if (answer.ok) return seenIn(intent.parse(body));
    if (answer.status >= 500 || answer.status === 409 || answer.status === 429) return undefined;
    if (answer.status === 402) return 'declined';
    const { error } = refusal.parse(body);
    return error.payment_intent && seenIn(error.payment_intent);
  });
}

/** The payer presses the button on the bank's page. */
export async function authenticate(checkout: Checkout): Promise<Seen> {
  return patiently('the payer authenticated', async () => {
    const url = `${checkout.stripeApi}/_sandbox/intents/${checkout.paymentIntentId}/authenticate`;
    const body = JSON.stringify({ outcome: 'complete' });
    await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(10_000) });
    const seen = await look(checkout);
    return seen === 'authenticate' ? undefined : seen;
  });
}

function intentUrl({ stripeApi, paymentIntentId }: Checkout): string {
  return `${stripeApi}/v1/payment_intents/${paymentIntentId}`;
}

async function look(checkout: Checkout): Promise<Seen | undefined> {
  const answer = await fetch(`${intentUrl(checkout)}?client_secret=${checkout.clientSecret}`, {
    headers: { authorization: `Bearer ${checkout.publishableKey}` },
    signal: AbortSignal.timeout(10_000),
  });
  return answer.ok ? seenIn(intent.parse(await answer.json())) : undefined;
}

/** Undefined while the payment waits for a card that nobody has tried. */
function seenIn({ status, last_payment_error }: z.infer<typeof intent>): Seen | undefined {
  if (status === 'succeeded') return 'succeeded';
  if (status === 'requires_action') return 'authenticate';
  if (status === 'canceled') return 'cancelled';
  return status === 'requires_payment_method' && last_payment_error ? 'declined' : undefined;
}

/** Tries until something is seen. Whatever fetch throws is a Stripe that is away. */
async function patiently(what: string, attempt: (tries: number) => Promise<Seen | undefined>): Promise<Seen> {
  const deadline_ms = performance.now() + patience_ms;
  let last = '';
  for (let tries = 0; performance.now() < deadline_ms; tries += 1) {
    try {
      const seen = await attempt(tries);
      if (seen) return seen;
      last = 'nothing was seen';
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      last = error instanceof Error ? error.message : String(error);
    }
    await pause(200);
  }
  throw new GaveUp(`not seen in ${patience_ms / 1000} s: ${what} (${last})`);
}
