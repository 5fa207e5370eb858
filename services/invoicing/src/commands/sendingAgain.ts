import type { Context } from '@purser/bus';
import { notifications } from '@purser/contracts';
import { type Fault, toFault } from '@purser/fault';
import { newId } from '@purser/message';
import { notFound } from '../domain/refusals.ts';
import { checkSend } from '../domain/send.ts';
import { type LockedInvoice, lockDrafts } from '../store/lockInvoice.ts';

/** Has invoices mailed once more, each with a fresh link. One that cannot be sent keeps nobody back. */
export async function sendAgain(
  ctx: Context,
  invoiceIds: readonly string[],
): Promise<Map<string, LockedInvoice | Fault>> {
  const locked = await lockDrafts(ctx, invoiceIds);
  const outcomes = new Map<string, LockedInvoice | Fault>();
  for (const invoiceId of invoiceIds) {
    try {
      const invoice = locked.get(invoiceId)?.invoice;
      if (!invoice) throw notFound('invoice');
      checkSend(invoice);
      ctx.stage.send(notifications.sendInvoiceLink, { mailId: newId(), customerId: invoice.customerId, invoiceId });
      outcomes.set(invoiceId, invoice);
    } catch (error) {
      outcomes.set(invoiceId, toFault(error));
    }
  }
  return outcomes;
}
