import { fault } from '@purser/fault';
import { type Invoice, isDraft } from './invoice.ts';
import { type Hold, held, openHold } from './reserve.ts';

/** An invoice is voided whole or not at all; what money or a credit note has touched is credited instead. @throws Fault rejected */
export function checkVoid(invoice: Invoice, holds: readonly Hold[]): void {
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft was never issued and cannot be voided.');
  if (invoice.voidedOn !== null) throw fault('rejected', 'invoice_void', 'This invoice has been voided already.');
  const open = openHold(holds);
  if (open) throw held('rejected', open);
  if (invoice.paid > 0n)
    throw fault('rejected', 'invoice_has_payments', 'This invoice was paid in part; credit it instead.');
  if (invoice.creditApplied > 0n)
    throw fault('rejected', 'invoice_has_credit_applied', 'Credit settled some of this invoice; credit it instead.');
  if (invoice.writtenOff > 0n)
    throw fault('rejected', 'invoice_written_off', 'This invoice was written off. Reopen it first.');
  if (invoice.credited > 0n)
    throw fault('rejected', 'invoice_has_credits', 'This invoice was credited in part; credit the rest instead.');
}
