import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { moveQuote } from '../../domain/quote.ts';
import { lockQuote } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { ofQuote } from './quoteSaid.ts';

/** The customer says no; or staff write down that they did. */
export async function declineQuote(
  ctx: Context,
  { quoteId, reason }: { quoteId: string; reason?: string | undefined },
) {
  const { tx, tenant, now, keys, actor } = ctx;
  const quote = await lockQuote(ctx, quoteId);
  const status = moveQuote(quote, 'decline', localDate(now, quote.timeZone));
  const sealed = reason && (await keys(quote.customerId)).seal('quote.declineReason', quoteId, reason);
  await tx.sql`
    update quotes set state = ${status}, declined_at = ${now.toISOString()}, decline_reason = ${sealed || null}
    where tenant_id = ${tenant} and quote_id = ${quoteId}`;
  await noteOnQuote(ctx, quote, { what: 'declined' });
  ctx.stage.send(contract.quoteDeclined, { ...ofQuote(quote), by: actor.kind === 'customer' ? 'customer' : 'staff' });
  return { quoteId, status };
}
