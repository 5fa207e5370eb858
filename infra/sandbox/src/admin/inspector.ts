import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { World } from '../world.ts';
import { deskPage } from './desk.ts';
import { faults } from './faultViews.ts';
import { inspectorScript, inspectorStyle } from './inspectorStyle.ts';
import { accounts, disputes, payments, payouts, refunds } from './inspectorViews.ts';
import { counts } from './lists.ts';
import { deliveries, events, requests } from './logViews.ts';

const views = {
  payments: { name: 'Payments', show: payments, kind: 'charge' },
  refunds: { name: 'Refunds', show: refunds, kind: 'refund' },
  disputes: { name: 'Disputes', show: disputes, kind: 'dispute' },
  payouts: { name: 'Balance and payouts', show: payouts, kind: 'payout' },
  accounts: { name: 'Accounts', show: accounts, kind: 'account' },
  requests: { name: 'Requests', show: requests, kind: '' },
  events: { name: 'Events', show: events, kind: '' },
  deliveries: { name: 'Deliveries', show: deliveries, kind: '' },
  faults: { name: 'Faults', show: faults, kind: '' },
} as const;
type View = keyof typeof views;
const isView = (name: string | undefined): name is View => name !== undefined && Object.hasOwn(views, name);

const hour_ms = 3_600_000;
const steps = [
  { name: '1 hour', advance_ms: hour_ms },
  { name: '1 day', advance_ms: 24 * hour_ms },
  { name: '3 days', advance_ms: 72 * hour_ms },
];

/** The page that shows the sandbox's money and traffic, lets banks, networks and merchants act, and calls and webhooks fail. */
export function inspector(c: Context, world: World) {
  const asked = c.req.query('view');
  const chosen: View = isView(asked) ? asked : 'payments';
  const { objects } = counts(world);
  const clock = new Date(world.clock.nowMs()).toISOString().slice(0, 16).replace('T', ' ');
  const tabs = Object.entries(views).map(([view, { name, kind }]) => {
    const current = view === chosen ? raw('aria-current="page"') : '';
    const count = view === 'faults' ? world.faults.all().length : objects[kind];
    return html`<a href="/_sandbox/?view=${view}" ${current}>${name}${count ? ` (${count})` : ''}</a>`;
  });
  const content = html`<main>
    <h1>Stripe</h1>
    <div class="clock"><span class="num">${clock} UTC${world.clock.offsetMs() > 0 ? ' (moved)' : ''}</span>
      ${steps.map(({ name, advance_ms }) => html`<button class="small" data-post="/clock" data-body="${JSON.stringify({ advance_ms })}">Go on ${name}</button>`)}</div>
    <nav class="tabs" aria-label="Views">${tabs}</nav>
    ${views[chosen].show(world, c.req.query('id'))}
    <p id="said" role="status"></p>
  </main>`;
  return deskPage(c, {
    title: `${views[chosen].name} · Sandbox Stripe`,
    part: 'stripe',
    style: inspectorStyle,
    script: inspectorScript,
    content,
  });
}
