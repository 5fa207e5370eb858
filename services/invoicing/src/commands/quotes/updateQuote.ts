import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { checkQuoteDraft } from '../../domain/quote.ts';
import type { Outside } from '../../outside.ts';
import { lockQuote } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { gatherCustomer, type Unheard } from '../drafting.ts';
import { type QuoteDraftInput, quoteContent } from './quoteDrafting.ts';

/** A draft, replaced whole; who sends it at the same moment sends the one or the other, never a mixture. */
export function updateQuote(outside: Outside) {
  return { gather: gatherCustomer(outside), plan, steps: {} };
}

async function plan(ctx: Context, input: QuoteDraftInput, unheard: Unheard) {
  const { tx, tenant } = ctx;
  const { quoteId, customerId, terms_days = null, validUntil = null } = input;
  const quote = await lockQuote(ctx, quoteId);
  checkQuoteDraft(quote);
  // The earlier versions, and the link to them, are with the customer they were sent to.
  if (quote.version > 1 && quote.customerId !== customerId)
    throw fault('rejected', 'quote_of_another_customer', 'A new version is for the customer of the one before.');
  const { totals, document, note, poNumber } = await quoteContent(ctx, input, unheard);
  const { currency, netTotal, taxTotal, total } = totals;
  await tx.sql`
    update quotes set customer_id = ${customerId}, currency = ${currency}, document = ${document}, note = ${note},
      po_number = ${poNumber}, terms_days = ${terms_days}, net = ${netTotal}, tax = ${taxTotal}, total = ${total},
      valid_until = ${validUntil}
    where tenant_id = ${tenant} and quote_id = ${quoteId}`;
  await noteOnQuote(ctx, { ...quote, customerId, currency }, { what: 'changed', amount: total });
  return { done: { quoteId, total: Number(total) } };
}
