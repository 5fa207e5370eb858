import type { Context } from '@purser/bus';
import { checkDraft } from '../domain/draft.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { reopenQuoteOf } from '../store/quotes/reopenQuote.ts';

/** A draft never was a document: it goes with its history. The quote it was made of can be turned into another. */
export async function discardDraft(ctx: Context, { invoiceId }: { invoiceId: string }) {
  checkDraft(await lockInvoice(ctx, invoiceId));
  await reopenQuoteOf(ctx, invoiceId);
  await ctx.tx.sql`delete from invoices where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}`;
  return { invoiceId };
}
