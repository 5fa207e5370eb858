import type { Context } from '@purser/bus';
import { notFound } from '../../domain/refusals.ts';
import { findQuote } from '../../store/quotes/quotes.ts';
import { type QuoteDeed, readQuoteTimeline } from '../../store/quotes/quoteTimeline.ts';

/** What a customer is told of: what they were sent, what they did, and what ended it. */
const told: readonly QuoteDeed[] = [
  'sent',
  'viewed',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'askedFor',
];

/** What happened to a quote in all its versions, the oldest first. Who works for the tenant is the tenant's affair. */
export async function getQuoteTimeline(
  ctx: Pick<Context, 'tx' | 'tenant' | 'actor'>,
  { quoteId }: { quoteId: string },
) {
  const theirs = ctx.actor.kind === 'customer';
  const quote = await findQuote(ctx, quoteId);
  if (!quote || (theirs && quote.state === 'draft')) throw notFound('quote');
  const rows = await readQuoteTimeline(ctx, quote.familyId);
  return {
    entries: rows
      .filter(({ what }) => !theirs || told.includes(what))
      .map(({ at, what, version, actorKind, actorId, amount, currency, sourceId }) => ({
        at: new Date(at).toISOString(),
        ...{ what, version, currency, sourceId },
        actor: { kind: actorKind, id: theirs && actorKind === 'staff' ? '' : actorId },
        amount: amount === null ? null : Number(amount),
      })),
  };
}
