import type { Stripe, StripeConstructor } from '@stripe/stripe-js';

declare global {
  interface Window {
    Stripe?: StripeConstructor;
  }
}

/** Whose form it is: `connectedAccount` where the key is not the account's own. */
export type Keys = { publishableKey: string; connectedAccount: string | null };

let loading: Promise<StripeConstructor> | undefined;

/**
 * Stripe.js from where the gateway says it is, never from a bundle of ours, under the page's own nonce; once a page, as Stripe wants it.
 * @throws Error when it cannot be loaded; asking again tries again
 */
export async function loadStripe(
  url: string,
  { publishableKey, connectedAccount }: Keys,
  nonce: string | undefined,
): Promise<Stripe> {
  const open = await fetchStripe(url, nonce);
  return open(publishableKey, connectedAccount === null ? undefined : { stripeAccount: connectedAccount });
}

/** Has it come while the payer still reads, so that the card form need not wait for it. What fails is tried again when it is needed. */
export function expectStripe(url: string, nonce: string | undefined): void {
  fetchStripe(url, nonce).catch(() => {});
}

async function fetchStripe(url: string, nonce: string | undefined): Promise<StripeConstructor> {
  loading ??= loadScript(url, nonce);
  return loading.catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
}

function loadScript(url: string, nonce: string | undefined): Promise<StripeConstructor> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = () => {
      script.remove();
      reject(new Error('Stripe.js could not be loaded.'));
    };
    script.src = url;
    script.async = true;
    if (nonce) script.nonce = nonce;
    script.onerror = fail;
    script.onload = () => (window.Stripe ? resolve(window.Stripe) : fail());
    document.head.append(script);
  });
}
