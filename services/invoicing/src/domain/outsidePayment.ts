import { fault } from '@purser/fault';
import { type Invoice, isDraft } from './invoice.ts';
import { refusedField } from './refusals.ts';

type Issued = Invoice & { issuedOn: string | null };

/**
 * Money that came is written down whatever has become of the invoice, held or void too: what does not settle it is credit. Only a
 * draft owes nothing yet, and nobody was asked to pay it.
 * @throws Fault rejected for a draft; invalid for a day to come, or one before the issue.
 */
export function checkOutsidePayment(invoice: Issued, receivedOn: string, today: string): void {
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft takes no payment.');
  if (receivedOn > today) throw refusedField('receivedOn', 'in_future', 'Money is recorded once it has come.');
  if (invoice.issuedOn !== null && receivedOn < invoice.issuedOn)
    throw refusedField('receivedOn', 'before_issue', 'This is before the invoice was issued.');
}
