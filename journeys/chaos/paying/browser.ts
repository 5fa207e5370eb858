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
  /** Can be put on file, and is then refused whenever it is charged. */
  refusedLater: '4000000000000341',
  disputed: '4000000000000259',
  /** What is given back to it has gone, and comes back to us. */
  refundFails: '4000000000005126',
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
  const form = cardForm(checkout, card);
  return patiently('the card was confirmed', async (tries) => {
    const seen = tries === 0 ? undefined : await look(checkout);
    if (seen) return seen;
    const { ok, status, body } = await send(checkout, intentUrl(checkout), form);
    if (ok) return seenIn(intent.parse(body));
    if (isPassing(status)) return undefined;
    if (status === 402) return 'declined';
    const { error } = refusal.parse(body);
    return error.payment_intent && seenIn(error.payment_intent);
  });
}

/** What a form was given to keep a card with. */
export type SetupForm = { stripeApi: string; publishableKey: string; setupIntentId: string; clientSecret: string };

/** The same for a card that is only put on file. */
export async function giveCard(setup: SetupForm, card: string): Promise<'succeeded' | 'declined'> {
  const url = `${setup.stripeApi}/v1/setup_intents/${setup.setupIntentId}`;
  const form = cardForm(setup, card);
  return patiently('the card was given', async (tries) => {
    if (tries > 0 && (await lookAt(setup, url)).status === 'succeeded') return 'succeeded';
    const { ok, status, body } = await send(setup, url, form);
    if (ok) return intent.parse(body).status === 'succeeded' ? 'succeeded' : undefined;
    return isPassing(status) ? undefined : 'declined';
  });
}

const isPassing = (status: number) => status >= 500 || status === 409 || status === 429;

function cardForm({ clientSecret }: { clientSecret: string }, card: string): URLSearchParams {
  return new URLSearchParams({
    client_secret: clientSecret,
    use_stripe_sdk: 'true',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': card,
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': String(new Date().getUTCFullYear() + 3),
    'payment_method_data[card][cvc]': '314',
  });
}

async function send(
  { publishableKey }: { publishableKey: string },
  url: string,
  body: URLSearchParams,
): Promise<{ ok: boolean; status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${publishableKey}` };
  const signal = AbortSignal.timeout(10_000);
  const answer = await fetch(`${url}/confirm`, { method: 'POST', headers, body, signal });
  return { ok: answer.ok, status: answer.status, body: await answer.json() };
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
  return seenIn(await lookAt(checkout, intentUrl(checkout)));
}

/** @throws Error when nothing was shown */
async function lookAt(
  { clientSecret, publishableKey }: { clientSecret: string; publishableKey: string },
  url: string,
): Promise<z.infer<typeof intent>> {
  const answer = await fetch(`${url}?client_secret=${clientSecret}`, {
    headers: { authorization: `Bearer ${publishableKey}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`it could not be looked at: ${answer.status}`);
  return intent.parse(await answer.json());
}

/** Undefined while the payment waits for a card that nobody has tried. */
function seenIn({ status, last_payment_error }: z.infer<typeof intent>): Seen | undefined {
  if (status === 'succeeded') return 'succeeded';
  if (status === 'requires_action') return 'authenticate';
  if (status === 'canceled') return 'cancelled';
  return status === 'requires_payment_method' && last_payment_error ? 'declined' : undefined;
}

/** Tries until something is seen. Whatever fetch throws is a Stripe that is away. */
async function patiently<T>(what: string, attempt: (tries: number) => Promise<T | undefined>): Promise<T> {
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
