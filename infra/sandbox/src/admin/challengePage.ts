import type { Context } from 'hono';
import { html } from 'hono/html';
import type { OpenChallenge } from '../payments/challenge.ts';
import { decimalsOf } from '../payments/currencies.ts';
import { find } from '../store/objects.ts';
import { bankPage } from './bankPage.ts';

const pageTitle = '3D Secure test page';

function amountOf({ scope, challenge }: OpenChallenge): string | undefined {
  const intent = find(scope, 'payment_intent', challenge.intent)?.body;
  if (!intent) return undefined;
  const decimals = decimalsOf(intent.currency);
  return `${(intent.amount / 10 ** decimals).toFixed(decimals)} ${intent.currency.toUpperCase()}`;
}

/** Shown when the challenge was ended elsewhere, or the payment went on without it. */
const overPage = (c: Context, { challenge }: OpenChallenge, status: 200 | 409) =>
  bankPage(
    c,
    {
      title: pageTitle,
      content: html`<h1>This authentication is over</h1><p>You can go back to the shop.</p>`,
      over: { intent: challenge.intent, passed: challenge.state === 'succeeded' },
    },
    status,
  );

/** The bank's page of the sandbox: the payer completes or fails the authentication. */
export function challengePage(c: Context, open: OpenChallenge, status: 200 | 409 = 200) {
  if (!open.current) return overPage(c, open, status);
  const amount = amountOf(open);
  const facts = amount === undefined ? html`` : html`<dt>Amount</dt><dd class="sum">${amount}</dd>`;
  return bankPage(c, {
    title: pageTitle,
    content: html`<h1>${amount === undefined ? 'Save this card?' : 'Confirm this payment?'}</h1>
      <p>Your bank wants to know that it is you. No money moves here.</p>
      <dl>${facts}<dt>Reference</dt><dd>${open.challenge.intent}</dd></dl>
      <form method="post">
        <button class="main" name="outcome" value="complete">Complete authentication</button>
        <button name="outcome" value="fail">Fail authentication</button>
      </form>`,
  });
}

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
export const challengeDone = (c: Context, intent: string, passed: boolean) =>
  bankPage(c, {
    title: pageTitle,
    content: html`<h1>${passed ? 'Authentication complete' : 'Authentication failed'}</h1>
      <p>You can go back to the shop.</p>`,
    over: { intent, passed },
  });
