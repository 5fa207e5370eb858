import type { invoicing } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told } from './entry.ts';

/** The customer owes the total; it is revenue, and tax that is owed on. Counts for the date of issue. */
export function invoiceIssued(told: Told<typeof invoicing.invoiceIssued>): Entry | null {
  const { invoiceId, currency, issueDate, net, tax, total } = told;
  return entry(
    { kind: 'invoiceIssued', sourceId: invoiceId, invoiceId, currency, effectiveOn: issueDate },
    debit('receivables', total),
    credit('revenue', net),
    credit('taxPayable', tax),
  );
}

/** The reverse of the issue, by the amounts that the voiding tells. Counts for the date of the voiding. */
export function invoiceVoided(told: Told<typeof invoicing.invoiceVoided>): Entry | null {
  const { invoiceId, currency, date, net, tax, total } = told;
  return entry(
    { kind: 'invoiceVoided', sourceId: invoiceId, invoiceId, currency, effectiveOn: date },
    credit('receivables', total),
    debit('revenue', net),
    debit('taxPayable', tax),
  );
}

/** Takes back revenue and tax: from what is owed, and beyond that as credit the customer keeps. */
export function creditNoteIssued(told: Told<typeof invoicing.creditNoteIssued>): Entry | null {
  const { creditNoteId, invoiceId, currency, date, net, tax, offBalance, toCredit } = told;
  return entry(
    { kind: 'creditNoteIssued', sourceId: creditNoteId, invoiceId, currency, effectiveOn: date },
    debit('revenue', net),
    debit('taxPayable', tax),
    credit('receivables', offBalance),
    credit('customerCredit', toCredit),
  );
}
