import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { quoteStatus } from '../../domain/quote.ts';
import { notFound } from '../../domain/refusals.ts';
import { lockQuote } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { ofQuote } from './quoteSaid.ts';

/** The customer of a quote that is over would like a new one. Staff hear of it once, however often it is asked. */
export async function askForQuote(ctx: Context, { quoteId }: { quoteId: string }) {
  const { tx, tenant, now, stage } = ctx;
  const quote = await lockQuote(ctx, quoteId);
  if (quote.state === 'draft') throw notFound('quote');
  const over = ['expired', 'withdrawn'].includes(quoteStatus(quote, localDate(now, quote.timeZone)));
  if (!over || quote.askedAt !== null) return { asked: false };
  await tx.sql`update quotes set asked_at = ${now.toISOString()} where tenant_id = ${tenant} and quote_id = ${quoteId}`;
  await noteOnQuote(ctx, quote, { what: 'askedFor' });
  stage.send(contract.quoteAskedFor, ofQuote(quote));
  return { asked: true };
}
