import { z } from 'zod';

/** What the page was given to confirm a payment with. */
export type Checkout = { stripeApi: string; publishableKey: string; paymentIntentId: string; clientSecret: string };

export type Card = { number: string; name: string };
export const cards = {
  good: { number: '4242424242424242', name: 'Visa ending 4242' },
  declined: { number: '4000000000000002', name: 'a card that is declined' },
  authenticated: { number: '4000002760003184', name: 'a card that asks for 3D Secure' },
} satisfies Record<string, Card>;

const intent = z.object({
  id: z.string(),
  status: z.string(),
  next_action: z.object({ use_stripe_sdk: z.object({ stripe_js: z.url() }).optional() }).nullable(),
});
const refusal = z.object({
  error: z.object({
    message: z.string(),
    code: z.string().optional(),
    decline_code: z.string().optional(),
    advice_code: z.string().optional(),
  }),
});

export type Confirmed =
  | { outcome: 'succeeded' }
  | { outcome: 'authenticate'; page: string }
  | { outcome: 'declined'; message: string; declineCode: string; advice: string };

/** What Stripe.js does with the card that the payer typed: it confirms, with the publishable key and the client secret. */
export async function confirmCard(checkout: Checkout, card: Card): Promise<Confirmed> {
  const form = new URLSearchParams({
    client_secret: checkout.clientSecret,
    use_stripe_sdk: 'true',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': card.number,
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': String(new Date().getUTCFullYear() + 3),
    'payment_method_data[card][cvc]': '314',
  });
  const answer = await fetch(`${checkout.stripeApi}/v1/payment_intents/${checkout.paymentIntentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${checkout.publishableKey}` },
    body: form,
    signal: AbortSignal.timeout(20_000),
  });
  const body: unknown = await answer.json();
  if (answer.status === 402) {
    const { error } = refusal.parse(body);
    const declineCode = error.decline_code ?? error.code ?? '';
    return { outcome: 'declined', message: error.message, declineCode, advice: error.advice_code ?? '' };
  }
  if (!answer.ok) throw new Error(`Stripe answered ${answer.status} to the browser: ${JSON.stringify(body)}`);
  const { status, next_action } = intent.parse(body);
  if (status === 'succeeded') return { outcome: 'succeeded' };
  const page = next_action?.use_stripe_sdk?.stripe_js;
  if (status === 'requires_action' && page) return { outcome: 'authenticate', page };
  throw new Error(`the confirmed payment is ${status}, which this browser knows nothing to do about`);
}

/** The payer reads the bank's page and presses its button. */
export async function authenticate(page: string): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  const shown = await (await fetch(page, { signal })).text();
  const button = /<button[^>]*name="outcome"[^>]*value="complete"/.exec(shown);
  if (!button) throw new Error(`the bank's page ${page} has no button to complete the authentication`);
  const done = await fetch(page, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), signal });
  if (!done.ok) throw new Error(`the bank answered ${done.status} to the payer`);
}
