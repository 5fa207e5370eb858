import { BillingError } from './billingError.ts';
import { addDays } from './calendarDate.ts';

/** NET-n: due n calendar days after the issue date; NET-0 is due the same day. */
export type PaymentTerms = { readonly kind: 'net'; readonly days: number };

/** The longest terms we know of in trade are a year; two leave room and catch a slip of the keyboard. */
export const MAX_TERM_DAYS = 730;

/**
 * The due date, from the issue date in the tenant's zone: dueDate('2026-01-31', { kind: 'net', days: 14 }) is
 * '2026-02-14'. Throws BillingError `invalidTerms`, `invalidDate`.
 */
export function dueDate(issueDate: string, terms: PaymentTerms): string {
  if (!Number.isInteger(terms.days) || terms.days < 0 || terms.days > MAX_TERM_DAYS) {
    throw new BillingError('invalidTerms', `Terms are 0 to ${MAX_TERM_DAYS} whole days: ${terms.days}`);
  }
  return addDays(issueDate, terms.days);
}
