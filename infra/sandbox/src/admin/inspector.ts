import { html } from 'hono/html';
import type { Row } from '../store/open.ts';
import { latestRequests } from '../store/requests.ts';
import type { World } from '../world.ts';
import { counts, latestDeliveries, latestEvents } from './lists.ts';
import { page } from './page.ts';

const shown = 30;

/** How many there are of each kind of object, in words. */
const held = (world: World): string => {
  const kinds = Object.entries(counts(world).objects);
  if (kinds.length === 0) return 'nothing yet';
  return kinds.map(([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}${count === 1 ? '' : 's'}`).join(', ');
};

const cell = (name: string, value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (name.endsWith('_ms') && typeof value === 'number') return new Date(value).toISOString();
  if (name === 'created' && typeof value === 'number') return new Date(value * 1000).toISOString();
  return String(value);
};

const table = (rows: Row[], columns: string[]) =>
  rows.length === 0
    ? html`<p class="soft">None yet.</p>`
    : html`<div class="scroll"><table>
        <thead><tr>${columns.map((column) => html`<th>${column.replaceAll('_', ' ').replace(/ ms$/, '')}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td class="num">${cell(column, row[column])}</td>`)}</tr>`)}</tbody>
      </table></div>`;

/** The page that shows what went on lately. */
export function inspector(world: World) {
  const clock = new Date(world.clock.nowMs()).toISOString();
  return page(
    'Sandbox Stripe',
    html`<h1>Sandbox Stripe</h1>
      <p class="soft">Sandbox time ${clock}${world.clock.offsetMs() > 0 ? ' (moved)' : ''} · holds ${held(world)}</p>
      <p><a href="/_sandbox/mail">Mail</a> · <a href="/_sandbox/xero">Xero</a></p>
      <h2>Requests</h2>
      ${table(latestRequests(world, shown), ['id', 'at_ms', 'method', 'path', 'status', 'code', 'fault', 'account', 'idempotency_key'])}
      <h2>Events</h2>
      ${table(latestEvents(world, shown), ['id', 'created', 'type', 'account'])}
      <h2>Deliveries</h2>
      ${table(latestDeliveries(world, {}, shown), ['id', 'type', 'event', 'endpoint', 'state', 'attempts', 'last_status', 'last_error'])}`,
  );
}
