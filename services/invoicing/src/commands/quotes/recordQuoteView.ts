import type { Context } from '@purser/bus';
import { notFound } from '../../domain/refusals.ts';
import { findQuote } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';

/** The customer has seen the quote. Only the first time is news. */
export async function recordQuoteView(ctx: Context, { quoteId }: { quoteId: string }) {
  const quote = await findQuote(ctx, quoteId);
  if (!quote || quote.state === 'draft') throw notFound('quote');
  await noteOnQuote(ctx, quote, { what: 'viewed' });
  return { quoteId };
}
