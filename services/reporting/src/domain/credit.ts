import type { invoicing } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told } from './entry.ts';

/** What we owed the customer pays what the customer owed us. */
export function creditApplied(told: Told<typeof invoicing.creditApplied>): Entry | null {
  const { applicationId, invoiceId, currency, date, amount } = told;
  return entry(
    { kind: 'creditApplied', sourceId: applicationId, invoiceId, currency, effectiveOn: date },
    debit('customerCredit', amount),
    credit('receivables', amount),
  );
}

/** Credit is set aside until the money has gone back. */
export function refundAsked(told: Told<typeof invoicing.refundAsked>): Entry | null {
  const { refundId, invoiceId, currency, date, amount } = told;
  return entry(
    { kind: 'refundAsked', sourceId: refundId, invoiceId, currency, effectiveOn: date },
    debit('customerCredit', amount),
    credit('refundsPayable', amount),
  );
}

/** A loss of the whole, tax included: whether the tax comes back is for the tenant's own law. */
export function invoiceWrittenOff(told: Told<typeof invoicing.invoiceWrittenOff>): Entry | null {
  const { invoiceId, currency, date, amount } = told;
  return entry(
    { kind: 'invoiceWrittenOff', sourceId: invoiceId, invoiceId, currency, effectiveOn: date },
    debit('badDebts', amount),
    credit('receivables', amount),
  );
}

/** The loss, or part of it, was none: the customer owes it again, whether or not they have paid it meanwhile. */
export function writeOffReversed(told: Told<typeof invoicing.writeOffReversed>): Entry | null {
  const { invoiceId, currency, date, amount } = told;
  return entry(
    { kind: 'writeOffReversed', sourceId: invoiceId, invoiceId, currency, effectiveOn: date },
    debit('receivables', amount),
    credit('badDebts', amount),
  );
}
