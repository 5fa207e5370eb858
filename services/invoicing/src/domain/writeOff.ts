import { fault } from '@purser/fault';
import { dueOf, type Invoice, isDraft } from './invoice.ts';
import { type Hold, held, openHold } from './reserve.ts';

/** All that is left is written off, or nothing. @throws Fault rejected @returns how much that is */
export function decideWriteOff(invoice: Invoice, holds: readonly Hold[]): bigint {
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft owes nothing that could be written off.');
  if (invoice.voidedOn !== null)
    throw fault('rejected', 'invoice_void', 'This invoice was voided; there is nothing to write off.');
  if (invoice.writtenOff > 0n)
    throw fault('rejected', 'invoice_written_off', 'This invoice has been written off already.');
  const open = openHold(holds);
  if (open) throw held('rejected', open);
  const due = dueOf(invoice);
  if (due === 0n) throw fault('rejected', 'nothing_due', 'Nothing is due on this invoice.');
  return due;
}

/** @throws Fault rejected @returns what is due again */
export function decideReopening(invoice: Invoice): bigint {
  if (invoice.writtenOff === 0n) throw fault('rejected', 'not_written_off', 'This invoice is not written off.');
  return invoice.writtenOff;
}
