import { addDays, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { lookAgain } from '../chasing/planChases.ts';
import { morningOf } from '../domain/chasing.ts';
import { statusOf } from '../domain/invoice.ts';
import { decideReopening } from '../domain/writeOff.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** A write-off is taken back: the rest is due again, and the customer can pay it. */
export async function reopenInvoice(ctx: Context, { invoiceId }: { invoiceId: string }) {
  const invoice = await lockInvoice(ctx, invoiceId);
  const amount = decideReopening(invoice);
  const date = localDate(ctx.now, invoice.timeZone);
  await ctx.tx.sql`
    update invoices set written_off = 0, written_off_on = null
    where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}`;
  // Its reminders stopped with the write-off; the customer is not told off on the day it is reopened.
  await lookAgain(ctx, [invoice], morningOf(addDays(date, 1), invoice.timeZone));
  await noteOnTimeline(ctx, invoice, { what: 'reopened', amount });
  const { customerId, currency } = invoice;
  const back = { invoiceId, customerId, currency, date, amount: Number(amount), cause: 'reopened' as const };
  ctx.stage.send(contract.writeOffReversed, back);
  return { invoiceId, due: Number(amount), status: statusOf({ ...invoice, writtenOff: 0n }, date) };
}
