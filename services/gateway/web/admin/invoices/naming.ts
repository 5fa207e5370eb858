import type { InvoiceModel, InvoiceSummaryModel } from '../../../src/api/models/invoice.ts';

type Named = Pick<InvoiceModel | InvoiceSummaryModel, 'number'> & { customer: { name: string | null } };

/** What people call an invoice: `invoice NG-1042`, or of a draft whose it is. */
export function nameOf({ number, customer }: Named): string {
  if (number) return `invoice ${number}`;
  return customer.name ? `the draft for ${customer.name}` : 'the draft';
}

export const customerName = (name: string | null): string => name ?? 'a customer whose name is not known just now';
