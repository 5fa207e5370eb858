import { html, raw } from 'hono/html';

/** A time that the page's script shows in the reader's own zone; `full` in words. */
export const timeOf = (atMs: number, full = false) => {
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}" ${full ? raw('data-full') : ''}>${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
};
