import type { Stripe, StripeConstructor } from '@stripe/stripe-js';

declare global {
  interface Window {
    Stripe?: StripeConstructor;
  }
}

let loading: Promise<StripeConstructor> | undefined;

/**
 * Stripe.js from where the gateway says it is, never from a bundle of ours, under the page's own nonce; once a page, as Stripe wants it.
 * @throws Error when it cannot be loaded; asking again tries again
 */
export async function loadStripe(url: string, publishableKey: string, nonce: string | undefined): Promise<Stripe> {
  loading ??= loadScript(url, nonce);
  const open = await loading.catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return open(publishableKey);
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
