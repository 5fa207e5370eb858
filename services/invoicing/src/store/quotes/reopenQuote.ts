import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { moveQuote } from '../../domain/quote.ts';
import { lockQuote } from './quotes.ts';
import { noteOnQuote } from './quoteTimeline.ts';

/** The draft that a quote was turned into is to go: the quote is accepted again, and can be turned into another. */
export async function reopenQuoteOf(ctx: Context, invoiceId: string): Promise<void> {
  const { tx, tenant, now } = ctx;
  const [row] = await tx.sql<{ quoteId: string }[]>`
    select quote_id as "quoteId" from quotes where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  if (!row) return;
  const quote = await lockQuote(ctx, row.quoteId);
  const state = moveQuote(quote, 'reopen', localDate(now, quote.timeZone));
  await tx.sql`
    update quotes set state = ${state}, invoice_id = null where tenant_id = ${tenant} and quote_id = ${quote.quoteId}`;
  await noteOnQuote(ctx, quote, { what: 'invoiceDiscarded', sourceId: invoiceId });
}
