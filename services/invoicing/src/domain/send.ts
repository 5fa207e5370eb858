import { fault } from '@purser/fault';
import { type Invoice, isDraft } from './invoice.ts';

/** What may be mailed once more. @throws Fault rejected */
export function checkSend(invoice: Invoice): void {
  if (isDraft(invoice))
    throw fault('rejected', 'invoice_draft', 'This invoice is a draft. Issue it, and it can be sent.');
  if (invoice.voidedOn !== null)
    throw fault('rejected', 'invoice_void', 'This invoice was voided; there is nothing left to send.');
}
