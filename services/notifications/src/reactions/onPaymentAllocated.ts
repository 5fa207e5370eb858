import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** The payer gets a receipt: for the last of it, or for a part. Events from before it was told what is left say nothing of a receipt either. */
export async function onPaymentAllocated(
  ctx: Context,
  { invoiceId, customerId, paymentId, due, receipt = true }: z.output<typeof invoicing.paymentAllocated.input>,
): Promise<void> {
  if (!receipt || due === undefined) return;
  const kind = due === 0 ? 'invoicePaid' : 'invoicePartlyPaid';
  await planAndSend(ctx, { kind, sourceId: paymentId, customerId, invoiceId, documentId: paymentId });
}
