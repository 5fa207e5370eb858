import type { DisputeModel } from '../../../src/api/models/refund.ts';
import { touchedByInvoice } from '../invoices/touched.ts';

/** What may look different after an answer to a dispute, as paths of the API. */
export function touchedByDispute({ invoiceId, customer }: DisputeModel): readonly string[] {
  return ['/disputes', ...touchedByInvoice(invoiceId, customer.id)];
}
