import { dueDate, localDate } from '@purser/billing';
import { fault } from '@purser/fault';
import { type Invoice, isDraft } from './invoice.ts';
import { type Reckoning, reckonIssue } from './reckoning.ts';
import { refusedField } from './refusals.ts';

/** What a draft becomes when it is issued; all but its number, which is taken last. */
export type Issued = Reckoning & { issuedOn: string; dueOn: string; today: string };

type Draft = { invoice: Invoice; reckoning: Reckoning; terms_days: number; timeZone: string };

/** Older than that, an invoice belongs to books that are closed. */
const datedBack_years = 3;

/**
 * The due date counts from the issue date, which is today unless an earlier one is asked for.
 * @throws Fault rejected: not a draft, no lines, a currency that is no longer in use; invalid: a date that cannot be.
 */
export function decideIssue({ invoice, reckoning, terms_days, timeZone }: Draft, now: Date, asked?: string): Issued {
  if (!isDraft(invoice)) throw fault('rejected', 'invoice_not_draft', 'This invoice has been issued already.');
  const today = localDate(now, timeZone);
  const issuedOn = asked ?? today;
  // Dates as YYYY-MM-DD sort as text.
  if (issuedOn > today) throw refusedField('issueDate', 'in_future', 'An invoice is issued today or earlier.');
  if (issuedOn < yearsBefore(today, datedBack_years))
    throw refusedField('issueDate', 'too_old', `An invoice is dated back by ${datedBack_years} years at most.`);
  return {
    ...reckonIssue(reckoning.input),
    issuedOn,
    dueOn: dueDate(issuedOn, { kind: 'net', days: terms_days }),
    today,
  };
}

/** For comparing only: of 29 February it makes a date that may not exist and still sorts in its place. */
function yearsBefore(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) - years).padStart(4, '0')}${date.slice(4)}`;
}
