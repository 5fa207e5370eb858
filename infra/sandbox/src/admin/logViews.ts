import { html } from 'hono/html';
import { numberOf, type Row, textOf } from '../store/open.ts';
import { latestRequests } from '../store/requests.ts';
import { eventBody } from '../webhooks/deliveries.ts';
import type { World } from '../world.ts';
import { acts, type Cell, chip, type Html, id, statusChip, table, when, whenExactly, whose } from './inspectorParts.ts';
import { attemptsOf, latestDeliveries, latestEvents } from './lists.ts';

const shown = 50;

/** A value that may be null, as text. */
const said = (value: Row[string] | undefined): string => (value === null || value === undefined ? '' : String(value));

export const requests = (world: World): Html =>
  table(
    ['Request', 'Status', 'When', 'What went wrong', 'Account', 'Key', 'Id'],
    latestRequests(world, shown).map((row) => [
      html`<span class="path">${said(row.method)} ${said(row.path)}</span>`,
      statusChip(numberOf(row.status)),
      whenExactly(numberOf(row.at_ms)).slice(5),
      [said(row.code), row.fault === null ? '' : `fault ${said(row.fault)}`].filter(Boolean).join(', '),
      row.account === null ? '' : whose(world, textOf(row.account)),
      html`<span class="id short" title="${said(row.idempotency_key)}">${said(row.idempotency_key)}</span>`,
      id(said(row.id)),
      '',
    ]),
    'Nobody has called yet.',
  );

export function events(world: World, chosen: string | undefined): Html {
  const one = chosen === undefined ? undefined : eventBody(world, chosen);
  if (chosen !== undefined && one !== undefined) return oneEvent(world, chosen, one);
  return table(
    ['Event', 'When', 'Account', 'Id'],
    latestEvents(world, shown).map((row) => [
      textOf(row.type),
      when(numberOf(row.created)),
      whose(world, textOf(row.account)),
      html`<a class="id" href="/_sandbox/?view=events&amp;id=${said(row.id)}">${said(row.id)}</a>`,
      acts([{ label: 'Send again', post: `/events/${said(row.id)}/resend` }]),
    ]),
    'Nothing has happened yet.',
  );
}

function oneEvent(world: World, event: string, body: object): Html {
  return html`<p><a href="/_sandbox/?view=events">All events</a></p>
    <h2>${event}</h2>
    <pre class="body" tabindex="0">${JSON.stringify(body, null, 2)}</pre>
    <h2>Its deliveries</h2>${deliveryTable(world, latestDeliveries(world, { event }, shown))}`;
}

export function deliveries(world: World, chosen: string | undefined): Html {
  if (chosen === undefined || !/^\d{1,12}$/.test(chosen))
    return deliveryTable(world, latestDeliveries(world, {}, shown));
  return html`<p><a href="/_sandbox/?view=deliveries">All deliveries</a></p>
    <h2>Attempts of delivery ${chosen}</h2>
    ${table(
      ['Attempt', 'When', 'Took', 'Status', 'Error'],
      attemptsOf(world, Number(chosen)).map((row) => [
        said(row.number),
        whenExactly(numberOf(row.at_ms)),
        `${said(row.took_ms)} ms`,
        row.status === null ? '' : statusChip(numberOf(row.status)),
        said(row.error),
        '',
      ]),
      'It has not been tried yet.',
    )}`;
}

const deliveryTable = (world: World, rows: Row[]): Html =>
  table(
    ['Event', 'State', 'Answer', 'Attempts', 'Endpoint', 'Event id'],
    rows.map((row): Cell[] => [
      said(row.type),
      deliveryState(world, row),
      row.last_error !== null
        ? said(row.last_error)
        : row.last_status === null
          ? ''
          : statusChip(numberOf(row.last_status)),
      html`<a href="/_sandbox/?view=deliveries&amp;id=${said(row.id)}">${said(row.attempts)}</a>`,
      id(said(row.endpoint)),
      html`<a class="id" href="/_sandbox/?view=events&amp;id=${said(row.event)}">${said(row.event)}</a>`,
      acts([{ label: 'Send again', post: `/deliveries/${said(row.id)}/resend` }]),
    ]),
    'Nothing was to be delivered: no endpoint wants what happened.',
  );

/** When one that waits is due. */
function deliveryState(world: World, row: Row): Cell {
  const state = textOf(row.state);
  const waits_s = Math.ceil((numberOf(row.due_ms) - world.clock.nowMs()) / 1000);
  return state === 'pending' && waits_s > 0
    ? html`${chip(state)} <span class="soft">in ${waits_s} s</span>`
    : chip(state);
}
