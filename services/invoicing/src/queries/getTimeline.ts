import type { Context } from '@purser/bus';
import { isDraft } from '../domain/invoice.ts';
import { notFound } from '../domain/refusals.ts';
import { readInvoice } from '../store/readInvoice.ts';
import { readTimeline } from '../store/timeline.ts';

/**
 * What happened to an invoice, the oldest first. A customer hears of it from the issue on, and not by whose hand: who works for the
 * tenant is the tenant's affair.
 */
export async function getTimeline(ctx: Pick<Context, 'tx' | 'tenant' | 'actor'>, { invoiceId }: { invoiceId: string }) {
  const theirs = ctx.actor.kind === 'customer';
  const [invoice, rows] = await Promise.all([readInvoice(ctx, invoiceId), readTimeline(ctx, invoiceId)]);
  if (!invoice || (theirs && isDraft(invoice))) throw notFound('invoice');
  const told = theirs ? rows.filter(({ what }) => what !== 'drafted' && what !== 'changed') : rows;
  return {
    entries: told.map(({ at, what, actorKind, actorId, amount, currency, sourceId }) => ({
      at: new Date(at).toISOString(),
      what,
      actor: { kind: actorKind, id: theirs && actorKind === 'staff' ? '' : actorId },
      amount: amount === null ? null : Number(amount),
      currency,
      sourceId,
    })),
  };
}
