import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import type { Outside } from '../../outside.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { gatherCustomer, type Unheard } from '../drafting.ts';
import { type QuoteDraftInput, quoteContent } from './quoteDrafting.ts';

/** An offer that nobody has seen yet: its number, its dates and its link come when it is sent. */
export function draftQuote(outside: Outside) {
  return { gather: gatherCustomer(outside), plan, steps: {} };
}

async function plan(ctx: Context, input: QuoteDraftInput, unheard: Unheard) {
  const { tx, tenant, now } = ctx;
  const { quoteId, customerId, terms_days = null, validUntil = null } = input;
  const { totals, document, note, poNumber } = await quoteContent(ctx, input, unheard);
  const { currency, netTotal, taxTotal, total } = totals;
  const made = await tx.sql`
    insert into quotes (tenant_id, quote_id, family_id, version, customer_id, currency, state, document, note, po_number,
      terms_days, net, tax, total, valid_until, created_at)
    values (${tenant}, ${quoteId}, ${quoteId}, 1, ${customerId}, ${currency}, 'draft', ${document}, ${note}, ${poNumber},
      ${terms_days}, ${netTotal}, ${taxTotal}, ${total}, ${validUntil}, ${now.toISOString()})
    on conflict do nothing`;
  if (made.count === 0) throw fault('conflict', 'quote_exists', 'There is a quote with this id.');
  await noteOnQuote(
    ctx,
    { quoteId, familyId: quoteId, version: 1, customerId, currency },
    { what: 'drafted', amount: total },
  );
  return { done: { quoteId, total: Number(total) } };
}
