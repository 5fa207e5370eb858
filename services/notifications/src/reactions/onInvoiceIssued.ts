import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** The customer gets the invoice, unless whoever issued it said not to send it. */
export async function onInvoiceIssued(
  ctx: Context,
  { invoiceId, customerId, send = true }: z.output<typeof invoicing.invoiceIssued.input>,
): Promise<void> {
  if (!send) return;
  await planAndSend(ctx, { kind: 'invoiceIssued', sourceId: invoiceId, customerId, invoiceId, documentId: invoiceId });
}
