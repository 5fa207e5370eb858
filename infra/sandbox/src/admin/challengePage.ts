import { html, raw } from 'hono/html';
import type { OpenChallenge } from '../payments/challenge.ts';
import { decimalsOf } from '../payments/currencies.ts';
import { find } from '../store/objects.ts';
import { page } from './page.ts';

function amountOf({ scope, challenge }: OpenChallenge): string {
  const intent = find(scope, 'payment_intent', challenge.intent)?.body;
  if (!intent) return 'Save a card for later';
  const decimals = decimalsOf(intent.currency);
  return `${(intent.amount / 10 ** decimals).toFixed(decimals)} ${intent.currency.toUpperCase()}`;
}

/** The bank's page of the sandbox: the payer completes or fails the authentication. */
export const challengePage = (open: OpenChallenge) =>
  page(
    '3D Secure test page',
    open.current
      ? html`<h1>3D Secure test page</h1>
          <p>Your bank asks you to confirm this payment. No money moves here.</p>
          <dl><dt>Amount</dt><dd>${amountOf(open)}</dd><dt>Reference</dt><dd>${open.challenge.intent}</dd></dl>
          <form method="post">
            <button class="main" name="outcome" value="complete">Complete authentication</button>
            <button name="outcome" value="fail">Fail authentication</button>
          </form>`
      : html`<h1>3D Secure test page</h1><p>This authentication is over.</p>`,
    true,
  );

/** Where the payer goes afterwards, with what Stripe adds to the address. */
export function returnAddress(
  returnUrl: string,
  intent: { id: string; object: string; client_secret: string | null; status: string },
): string {
  const url = new URL(returnUrl);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set(
    'redirect_status',
    ['succeeded', 'requires_capture', 'processing'].includes(intent.status) ? 'succeeded' : 'failed',
  );
  return url.toString();
}

/** Shown in a frame of the merchant's page, which hears that the payer is done. */
export function challengeDone(intent: string, passed: boolean) {
  const message = JSON.stringify({ type: 'stripe-3ds-done', intent, passed }).replaceAll('<', '\\u003c');
  return page(
    '3D Secure test page',
    html`<h1>${passed ? 'Authentication complete' : 'Authentication failed'}</h1>
      <p>You can go back to the shop.</p>
      <script>(window.opener ?? window.parent).postMessage(${raw(message)}, '*');</script>`,
    true,
  );
}
