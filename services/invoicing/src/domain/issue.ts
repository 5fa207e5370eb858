import { dueDate, localDate } from '@purser/billing';
import { fault } from '@purser/fault';
import { type Invoice, isDraft } from './invoice.ts';
import { type Reckoning, reckonIssue } from './reckoning.ts';

/** What a draft becomes when it is issued; all but its number, which is taken last. */
export type Issued = Reckoning & { issuedOn: string; dueOn: string };

type Draft = { invoice: Invoice; reckoning: Reckoning; terms_days: number; timeZone: string };

/** @throws Fault rejected: not a draft, no lines, a currency that is no longer in use. */
export function decideIssue({ invoice, reckoning, terms_days, timeZone }: Draft, now: Date): Issued {
  if (!isDraft(invoice)) throw fault('rejected', 'invoice_not_draft', 'This invoice has been issued already.');
  const issuedOn = localDate(now, timeZone);
  return {
    ...reckonIssue(reckoning.input),
    issuedOn,
    dueOn: dueDate(issuedOn, { kind: 'net', days: terms_days }),
  };
}
