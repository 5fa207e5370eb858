import { html } from 'hono/html';
import { readMeta } from '../store/open.ts';
import type { World } from '../world.ts';

export type Html = ReturnType<typeof html>;
export type Cell = Html | string;

/** A table that turns into cards on a phone; the last column holds what can be done. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[], empty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const kind = (index: number, row: readonly Cell[]) => (index === row.length - 1 ? 'acts' : 'num');
  return html`<div class="scroll"><table class="cards"><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}<th aria-label="What to do"></th></tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td class="${kind(index, row)}" data-head="${heads[index] ?? ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

export interface Act {
  label: string;
  post: string;
  body?: object;
  /** Taken away instead of posted. */
  isRemoval?: boolean;
}

export const acts = (list: Act[]): Cell =>
  list.length === 0
    ? ''
    : html`<div>${list.map(
        ({ label, post, body = {}, isRemoval = false }) =>
          html`<button class="small" data-post="${post}" data-method="${isRemoval ? 'DELETE' : 'POST'}" data-body="${JSON.stringify(body)}">${label}</button>`,
      )}</div>`;

const tones: Record<string, string> = {
  succeeded: 'good',
  paid: 'good',
  won: 'good',
  failed: 'bad',
  lost: 'bad',
  dropped: 'bad',
  canceled: 'plain',
  cancelled: 'plain',
  refunded: 'plain',
  warning_closed: 'plain',
};
export const chip = (status: string | null): Html =>
  html`<span class="chip ${tones[status ?? ''] ?? 'warn'}">${(status ?? 'unknown').replaceAll('_', ' ')}</span>`;

/** An HTTP status, as good as it was. */
export const statusChip = (status: number): Html =>
  html`<span class="chip ${status < 300 ? 'good' : status < 500 ? 'warn' : 'bad'}">${status}</span>`;

export const enabled = (yes: boolean): Html =>
  html`<span class="chip ${yes ? 'good' : 'bad'}">${yes ? 'on' : 'off'}</span>`;

export const when = (at: number): string => new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ');
/** To the second, of milliseconds. */
export const whenExactly = (at_ms: number): string => new Date(at_ms).toISOString().slice(0, 19).replace('T', ' ');
export const id = (text: string | null): Html => html`<span class="id">${text ?? ''}</span>`;
/** The account beside the platform's own that something is of. */
export const whose = (world: World, account: string): Cell =>
  account === readMeta(world.db, 'platform') ? '' : id(account);
