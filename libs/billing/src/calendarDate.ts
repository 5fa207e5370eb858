import { BillingError } from './billingError.ts';

const DAY_MS = 86_400_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date's midnight in UTC, in milliseconds since 1970: a number to reckon dates with, not an instant in any zone. */
export function dateToUtcMs(date: string): number {
  const match = FORM.exec(date);
  const ms = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
  // Reading back refuses dates that do not exist (30 February) and the years 0 to 99, which Date.UTC moves to 1900.
  if (!match || utcMsToDate(ms) !== date) throw new BillingError('invalidDate', `Not a date as YYYY-MM-DD: ${date}`);
  return ms;
}

export function utcMsToDate(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(ms) || date.getUTCFullYear() > 9999) throw new BillingError('invalidDate', 'Beyond the year 9999');
  return date.toISOString().slice(0, 10);
}

/** The date so many days later, or earlier for a negative number. Pure calendar arithmetic; no zone comes into it. */
export function addDays(date: string, days: number): string {
  if (!Number.isInteger(days)) throw new BillingError('invalidDate', `Not a whole number of days: ${days}`);
  return utcMsToDate(dateToUtcMs(date) + days * DAY_MS);
}

/** Days from one date to another: 1 from a day to the next. */
export function daysBetween(from: string, to: string): number {
  return (dateToUtcMs(to) - dateToUtcMs(from)) / DAY_MS;
}
