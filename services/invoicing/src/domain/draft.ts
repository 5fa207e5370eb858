import { fault } from '@purser/fault';
import { type Invoice, isDraft } from './invoice.ts';

/** Only what has not left the house may be changed or go. @throws Fault rejected */
export function checkDraft(invoice: Invoice): void {
  if (!isDraft(invoice)) throw fault('rejected', 'invoice_issued', 'This invoice was issued and stays as it is.');
}
