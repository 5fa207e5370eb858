import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { moveQuote } from '../../domain/quote.ts';
import { lockQuote, setQuoteState } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { ofQuote } from './quoteSaid.ts';

/** Takes an offer back. Its page says so from now on, and nobody can accept it. */
export async function withdrawQuote(ctx: Context, { quoteId }: { quoteId: string }) {
  const quote = await lockQuote(ctx, quoteId);
  const status = moveQuote(quote, 'withdraw', localDate(ctx.now, quote.timeZone));
  await setQuoteState(ctx, quoteId, status);
  await noteOnQuote(ctx, quote, { what: 'withdrawn' });
  ctx.stage.send(contract.quoteWithdrawn, ofQuote(quote));
  return { quoteId, status };
}
