import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planDocuments } from './planDocuments.ts';

/** Where the books are connected, the customer and the invoice go there. */
export async function onInvoiceIssued(
  ctx: Context,
  { invoiceId, customerId }: z.output<typeof invoicing.invoiceIssued.input>,
): Promise<void> {
  await planDocuments(ctx, [
    { kind: 'contact', sourceId: customerId, customerId },
    { kind: 'invoice', sourceId: invoiceId, customerId, invoiceId },
  ]);
}
