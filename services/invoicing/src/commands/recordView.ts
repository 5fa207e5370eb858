import type { Context } from '@purser/bus';
import { isDraft } from '../domain/invoice.ts';
import { notFound } from '../domain/refusals.ts';
import { readInvoice } from '../store/readInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** The customer has seen the invoice. Only the first time is news. */
export async function recordView(ctx: Context, { invoiceId }: { invoiceId: string }) {
  const invoice = await readInvoice(ctx, invoiceId);
  if (!invoice || isDraft(invoice)) throw notFound('invoice');
  await noteOnTimeline(ctx, invoice, { what: 'viewed' });
  return { invoiceId };
}
