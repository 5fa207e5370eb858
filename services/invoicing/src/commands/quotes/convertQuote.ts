import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { moveQuote } from '../../domain/quote.ts';
import { readReckoning } from '../../store/documents.ts';
import { insertDraft } from '../../store/insertDraft.ts';
import { openQuoteTexts } from '../../store/quotes/openQuoteTexts.ts';
import { lockQuote, type StoredQuote } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { noteOnTimeline } from '../../store/timeline.ts';
import { sealDraftTexts } from '../drafting.ts';
import { ofQuote } from './quoteSaid.ts';

/** What was accepted becomes a draft invoice, to the unit and to the letter; the quote's row is locked, so it does so once. */
export async function convertQuote(ctx: Context, { quoteId, invoiceId }: { quoteId: string; invoiceId: string }) {
  const { tx, tenant, now, stage } = ctx;
  const quote = await lockQuote(ctx, quoteId);
  const status = moveQuote(quote, 'convert', localDate(now, quote.timeZone));
  const total = await draftOf(ctx, quote, invoiceId);
  await tx.sql`
    update quotes set state = ${status}, invoice_id = ${invoiceId} where tenant_id = ${tenant} and quote_id = ${quoteId}`;
  await noteOnQuote(ctx, quote, { what: 'converted', amount: total, sourceId: invoiceId });
  const { customerId, currency } = quote;
  await noteOnTimeline(ctx, { invoiceId, customerId, currency }, { what: 'drafted', amount: total, sourceId: quoteId });
  stage.send(contract.quoteConverted, { ...ofQuote(quote), invoiceId });
  stage.send(contract.invoiceDrafted, { invoiceId, customerId, currency, total: Number(total) });
  return { quoteId, invoiceId, total: Number(total) };
}

/** The accepted document word for word, since nothing is reckoned anew; its texts under the invoice's own seal. */
async function draftOf(ctx: Context, quote: StoredQuote, invoiceId: string): Promise<bigint> {
  const { customerId, acceptedDocument, terms_days } = quote;
  if (acceptedDocument === null)
    throw fault('bug', 'acceptance_lost', 'Something went wrong on our side.', { internal: quote.quoteId });
  const { totals } = readReckoning(acceptedDocument);
  const { note, poNumber } = await openQuoteTexts(ctx, quote);
  const texts = await sealDraftTexts(ctx, {
    ...{ invoiceId, customerId },
    ...(note !== null && { note }),
    ...(poNumber !== null && { poNumber }),
  });
  await insertDraft(ctx, { invoiceId, customerId, totals, document: acceptedDocument, terms_days, ...texts });
  return totals.total;
}
