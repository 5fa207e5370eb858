import type { Context } from '@purser/bus';
import { checkQuoteDraft } from '../../domain/quote.ts';
import { lockQuote } from '../../store/quotes/quotes.ts';

/** A draft was never offered: it goes with its history. The version before it stands as it did. */
export async function discardQuote(ctx: Context, { quoteId }: { quoteId: string }) {
  checkQuoteDraft(await lockQuote(ctx, quoteId));
  await ctx.tx.sql`delete from quotes where tenant_id = ${ctx.tenant} and quote_id = ${quoteId}`;
  return { quoteId };
}
