import { html, raw } from 'hono/html';

const chip = (fill: string, drawing: string) =>
  `<rect x=".5" y=".5" width="31" height="20" rx="3" fill="${fill}" stroke="rgb(0 0 0 / .18)"/>${drawing}`;

const word = (text: string, x: number, fill: string, size = 8.5, slant = 'normal') =>
  `<text x="${x}" y="13.6" text-anchor="middle" font-family="Arial, Helvetica, sans-serif" font-weight="800" font-style="${slant}" font-size="${size}" fill="${fill}">${text}</text>`;

/** The brands' marks, drawn plainly; only as much as a payer needs to know the card again. */
const marks: Record<string, string> = {
  visa: chip('#fff', word('VISA', 16, '#1a2f8f', 10, 'italic')),
  mastercard: chip(
    '#fff',
    '<circle cx="12.6" cy="10.5" r="6" fill="#e0242c"/><circle cx="19.4" cy="10.5" r="6" fill="#f5a623" fill-opacity=".88"/>',
  ),
  amex: chip('#1773c6', word('AMEX', 16, '#fff', 8.5)),
  discover: chip(
    '#fff',
    `<path d="M13 20.5h16a2.5 2.5 0 0 0 2.5-2.5v-7z" fill="#f0822d"/>${word('DISC', 12.5, '#2b2b33', 7.5)}`,
  ),
  diners: chip(
    '#fff',
    '<circle cx="16" cy="10.5" r="7" fill="#1b5fa8"/><circle cx="16" cy="10.5" r="4.6" fill="#fff"/><path d="M14.6 7v7M17.4 7v7" stroke="#1b5fa8" stroke-width="1.3"/>',
  ),
  jcb: chip(
    '#fff',
    '<rect x="6" y="3.5" width="6" height="14" rx="2.4" fill="#1456a8"/><rect x="13" y="3.5" width="6" height="14" rx="2.4" fill="#c8203a"/><rect x="20" y="3.5" width="6" height="14" rx="2.4" fill="#1f8a3b"/>',
  ),
  unionpay: chip(
    '#fff',
    '<path d="M8 3.5h6l-2.6 14H5.4z" fill="#d0222f"/><path d="M14 3.5h6l-2.6 14h-6z" fill="#10447f"/><path d="M20 3.5h6.5l-2.6 14h-6.5z" fill="#0d7477"/>',
  ),
};

const back = `<svg class="CvcMark" viewBox="0 0 32 21" aria-hidden="true"><rect x=".75" y=".75" width="30.5" height="19.5" rx="3" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1 5.6h30" stroke="currentColor" stroke-width="3.2"/><rect x="16" y="11" width="12" height="6" rx="1.5" fill="currentColor"/></svg>`;

/** All marks; the sheet shows those that fit the number. */
export const brandMarks = html`<span class="Brands" aria-hidden="true">${Object.entries(marks).map(([brand, drawing]) =>
  raw(`<svg class="Brand" data-brand="${brand}" viewBox="0 0 32 21">${drawing}</svg>`),
)}</span>`;

export const cvcMark = raw(back);
