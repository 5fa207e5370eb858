import type { Context } from '@purser/bus';
import { isDraft } from '../domain/invoice.ts';
import { notFound } from '../domain/refusals.ts';
import { readInvoice } from '../store/readInvoice.ts';
import { readTimeline } from '../store/timeline.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'actor' | 'keys'>;

/** What the tenant keeps to itself. */
const inside = new Set([
  ...['drafted', 'changed', 'recurred', 'noted', 'writtenOff', 'reopened', 'recovered'],
  ...['refundFailed', 'refundRetried', 'disputeOpened', 'disputeWon', 'disputeLost', 'disputeClosed', 'chasingResumed'],
]);

/**
 * What happened to an invoice, the oldest first. A customer hears of it from the issue on, and neither by whose hand nor what was
 * written about it: who works for the tenant, and what they think, is the tenant's affair.
 */
export async function getTimeline(ctx: Reading, { invoiceId }: { invoiceId: string }) {
  const theirs = ctx.actor.kind === 'customer';
  const [invoice, rows] = await Promise.all([readInvoice(ctx, invoiceId), readTimeline(ctx, invoiceId)]);
  if (!invoice || (theirs && isDraft(invoice))) throw notFound('invoice');
  const told = theirs ? rows.filter(({ what }) => !inside.has(what)) : rows;
  const ring = !theirs && told.some(({ note }) => note) ? await ctx.keys(invoice.customerId) : undefined;
  return {
    entries: told.map(({ at, what, actorKind, actorId, amount, currency, sourceId, entryId, note }) => ({
      at: new Date(at).toISOString(),
      what,
      actor: { kind: actorKind, id: theirs && actorKind === 'staff' ? '' : actorId },
      amount: amount === null ? null : Number(amount),
      currency,
      sourceId,
      text: note && ring && !ring.destroyed ? ring.openText('timeline.note', entryId, note) : null,
    })),
  };
}
