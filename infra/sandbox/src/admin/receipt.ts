import { html } from 'hono/html';
import type Stripe from 'stripe';
import { decimalsOf } from '../payments/currencies.ts';
import { textOf } from '../store/open.ts';
import type { World } from '../world.ts';
import { AdminError } from './json.ts';
import { page } from './page.ts';

/** The receipt a charge's `receipt_url` leads to. */
export function receipt(world: World, id: string) {
  const row = world.db.sql("SELECT body FROM objects WHERE id = ? AND kind = 'charge'").get(id);
  if (!row) throw new AdminError(`no charge ${id}`, 404);
  const charge: Stripe.Charge = JSON.parse(textOf(row.body));
  const decimals = decimalsOf(charge.currency);
  const amount = `${(charge.amount_captured / 10 ** decimals).toFixed(decimals)} ${charge.currency.toUpperCase()}`;
  return page(
    'Receipt',
    html`<h1>Receipt of the sandbox</h1>
      <dl>
        <dt>Amount paid</dt><dd>${amount}</dd>
        <dt>Date</dt><dd>${new Date(charge.created * 1000).toISOString().slice(0, 10)}</dd>
        <dt>For</dt><dd>${charge.description ?? 'no description'}</dd>
        <dt>Charge</dt><dd>${charge.id}</dd>
      </dl>`,
    true,
  );
}
