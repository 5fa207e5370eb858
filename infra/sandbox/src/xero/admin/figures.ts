import { html } from 'hono/html';

const formats = new Map<string, Intl.NumberFormat>();

/** An amount in minor units as a person reads it. */
export function money(count: number, currency: string): string {
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, minimumFractionDigits: 2 });
    formats.set(currency, format);
  }
  return format.format(count / 100);
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A day as `20 Nov 2026`. */
export const dayText = (date: string | null): string => (date === null ? '' : days.format(new Date(date)));

const chips: Record<string, string> = {
  PAID: 'good',
  ACTIVE: 'good',
  AUTHORISED: 'warn',
  DRAFT: 'plain',
  SUBMITTED: 'plain',
  ARCHIVED: 'plain',
  VOIDED: 'bad',
  DELETED: 'bad',
};
const words: Record<string, string> = { AUTHORISED: 'Awaiting payment', SUBMITTED: 'Awaiting approval' };

/** A status as a word in its colour. */
export const chip = (status: string, ofBill = false) =>
  html`<span class="chip ${chips[status] ?? 'plain'}">${(ofBill ? words[status] : undefined) ?? status.charAt(0) + status.slice(1).toLowerCase()}</span>`;
