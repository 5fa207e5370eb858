import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { decideWriteOff } from '../domain/writeOff.ts';
import { holdsAround } from '../store/holds.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** What is left of an invoice is not expected any more. It is still owed: money that comes takes the write-off back. */
export async function writeOffInvoice(ctx: Context, { invoiceId, reason }: { invoiceId: string; reason: string }) {
  const [invoice, holds] = await Promise.all([lockInvoice(ctx, invoiceId), holdsAround(ctx, invoiceId)]);
  const amount = decideWriteOff(invoice, holds);
  const date = localDate(ctx.now, invoice.timeZone);
  await ctx.tx.sql`
    update invoices set written_off = ${amount}, written_off_on = ${date}
    where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}`;
  await noteOnTimeline(ctx, invoice, { what: 'writtenOff', amount, text: reason });
  const { customerId, currency } = invoice;
  ctx.stage.send(contract.invoiceWrittenOff, { invoiceId, customerId, currency, date, amount: Number(amount) });
  return { invoiceId, writtenOff: Number(amount), status: 'uncollectible' as const };
}
