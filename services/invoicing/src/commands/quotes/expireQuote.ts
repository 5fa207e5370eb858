import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { endOfQuote, moveQuote } from '../../domain/quote.ts';
import { lockQuote, setQuoteState } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { ofQuote } from './quoteSaid.ts';

/** The last day of a quote is over. Whatever became of it before stands. */
export async function expireQuote(ctx: Context, { quoteId }: { quoteId: string }) {
  const quote = await lockQuote(ctx, quoteId);
  const { state, validUntil, timeZone } = quote;
  if (state !== 'sent' || validUntil === null) return { expired: false };
  const today = localDate(ctx.now, timeZone);
  if (validUntil >= today) {
    // The clock was moved back, or the tenant to another zone, since the timer was set.
    ctx.stage.later(contract.expireQuote, { quoteId }, endOfQuote(validUntil, timeZone));
    return { expired: false };
  }
  await setQuoteState(ctx, quoteId, moveQuote(quote, 'expire', today));
  await noteOnQuote(ctx, quote, { what: 'expired' });
  ctx.stage.send(contract.quoteExpired, ofQuote(quote));
  return { expired: true };
}
