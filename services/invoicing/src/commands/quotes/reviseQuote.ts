import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { checkRevise } from '../../domain/quote.ts';
import { openQuoteTexts } from '../../store/quotes/openQuoteTexts.ts';
import { lockQuote, type StoredQuote, versionsOf } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { sealTexts } from './quoteDrafting.ts';

/** A new version, as a draft of the same words. Until it is sent, the one before it stands as it does. */
export async function reviseQuote(ctx: Context, { quoteId, newQuoteId }: { quoteId: string; newQuoteId: string }) {
  const quote = await lockQuote(ctx, quoteId);
  checkRevise(quote, localDate(ctx.now, quote.timeZone));
  const last = (await versionsOf(ctx, quote.familyId)).at(-1);
  if (last && last.version > quote.version)
    throw fault('rejected', 'quote_revised', 'There is a newer version of this quote already.');
  const version = quote.version + 1;
  if (!(await insertVersion(ctx, quote, { newQuoteId, version })))
    throw fault('conflict', 'quote_exists', 'There is a quote with this id.');
  await noteOnQuote(ctx, { ...quote, quoteId: newQuoteId, version }, { what: 'revised', sourceId: quoteId });
  return { quoteId: newQuoteId, version };
}

/** The sums are of what was ticked beforehand, as in the version before. @returns false when the id is taken */
async function insertVersion(
  ctx: Context,
  quote: StoredQuote,
  { newQuoteId, version }: { newQuoteId: string; version: number },
): Promise<boolean> {
  const { tx, tenant, now } = ctx;
  const { customerId } = quote;
  const { note, poNumber } = await openQuoteTexts(ctx, quote);
  const texts = { quoteId: newQuoteId, customerId, note: note ?? undefined, poNumber: poNumber ?? undefined };
  const sealed = await sealTexts(ctx, texts);
  const made = await tx.sql`
    insert into quotes (tenant_id, quote_id, family_id, version, customer_id, currency, state, document, note, po_number,
      terms_days, net, tax, total, number, created_at)
    select tenant_id, ${newQuoteId}, family_id, ${version}, customer_id, currency, 'draft', document, ${sealed.note},
      ${sealed.poNumber}, terms_days, net, tax, total, number, ${now.toISOString()}
    from quotes where tenant_id = ${tenant} and quote_id = ${quote.quoteId}
    on conflict do nothing`;
  return made.count === 1;
}
