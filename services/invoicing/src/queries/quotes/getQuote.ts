import { addDays, chooseLines, computeTotals, type Discount, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { endOfQuote, quoteStatus } from '../../domain/quote.ts';
import type { QuoteReckoning } from '../../domain/quoteReckoning.ts';
import type { Reckoning } from '../../domain/reckoning.ts';
import { notFound } from '../../domain/refusals.ts';
import { taxOut } from '../../domain/taxOut.ts';
import { readQuoteReckoning, readReckoning } from '../../store/documents.ts';
import { openQuoteTexts } from '../../store/quotes/openQuoteTexts.ts';
import { findQuote, type StoredQuote, versionsOf } from '../../store/quotes/quotes.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys' | 'actor'>;

/** One version of a quote as it stands now. A draft is the tenant's own affair: customers do not find it. */
export async function getQuote(ctx: Reading, { quoteId }: { quoteId: string }) {
  const theirs = ctx.actor.kind === 'customer';
  const quote = await findQuote(ctx, quoteId);
  if (!quote || (theirs && quote.state === 'draft')) throw notFound('quote');
  const [texts, versions] = await Promise.all([openQuoteTexts(ctx, quote), versionsOf(ctx, quote.familyId)]);
  const today = localDate(ctx.now, quote.timeZone);
  const asked = readQuoteReckoning(quote.document);
  const accepted = quote.acceptedDocument === null ? null : readReckoning(quote.acceptedDocument);
  const { familyId, customerId, number, version, currency, sentOn, validUntil, terms_days, invoiceId } = quote;
  return {
    ...{ quoteId, familyId, customerId, number, version, currency, sentOn, validUntil, terms_days, invoiceId },
    status: quoteStatus(quote, today),
    createdAt: isoOf(quote.createdAt),
    discount: discountOut(asked.input.discount),
    rounding: asked.input.rounding,
    note: texts.note,
    poNumber: texts.poNumber,
    totals: totalsOut((accepted ?? asked).totals),
    lines: linesOut(asked, accepted),
    acceptance: acceptanceOut(quote, texts, theirs),
    decline: quote.declinedAt === null ? null : { at: isoOf(quote.declinedAt), reason: texts.declineReason },
    askedAt: quote.askedAt === null ? null : isoOf(quote.askedAt),
    opensUntil: opensUntil(quote),
    versions: versions
      .filter(({ state }) => !theirs || state !== 'draft')
      .map((each) => ({
        quoteId: each.quoteId,
        version: each.version,
        status: quoteStatus(each, today),
        sentOn: each.sentOn,
        total: Number(each.total),
      })),
  };
}

const copyDays = 30;

/** The copy that follows an acceptance on the last day is still to be read. */
function opensUntil({ state, validUntil, acceptedAt, timeZone }: StoredQuote): string | null {
  if (state === 'draft' || validUntil === null) return null;
  const accepted = acceptedAt === null ? null : addDays(localDate(new Date(acceptedAt), timeZone), copyDays);
  // Dates as YYYY-MM-DD sort as text.
  return endOfQuote(accepted !== null && accepted > validUntil ? accepted : validUntil, timeZone).toISOString();
}

const isoOf = (at: string) => new Date(at).toISOString();

/** Whether it was a person of the staff, whoever asks may know; from where the customer said so is for staff. */
function acceptanceOut(
  { acceptedAt, acceptedBy }: StoredQuote,
  { acceptedName, acceptedAddress }: { acceptedName: string | null; acceptedAddress: string | null },
  theirs: boolean,
) {
  if (acceptedAt === null || acceptedBy === null) return null;
  return { at: isoOf(acceptedAt), name: acceptedName, address: theirs ? null : acceptedAddress, by: acceptedBy };
}

function totalsOut(totals: Reckoning['totals']) {
  return {
    subtotal: Number(totals.subtotal),
    discountTotal: Number(totals.discountTotal),
    taxTotal: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: totals.taxTotals.map(taxOut),
  };
}

/** Each line with what it comes to: among those that were chosen or, where it was not, if all were. */
function linesOut({ input, totals }: QuoteReckoning, accepted: Reckoning | null) {
  const chosen = new Map((accepted?.totals ?? totals).lines.map((line) => [line.id, line]));
  const everything = chooseLines(input, new Set(input.lines.map(({ id }) => id)));
  const all = new Map((input.lines.length > 0 ? computeTotals(everything).lines : []).map((line) => [line.id, line]));
  return input.lines.map(({ id, description, quantity, unitAmount, discount, taxes, optional = false }) => {
    const figures = chosen.get(id) ?? all.get(id);
    const [net, total] = [figures?.net ?? 0n, figures?.total ?? 0n];
    return {
      ...{ id, description, quantity, optional },
      unitAmount: Number(unitAmount),
      discount: discountOut(discount),
      taxes: [...taxes],
      chosen: chosen.has(id),
      net: Number(net),
      tax: Number(total - net),
      total: Number(total),
    };
  });
}

function discountOut(discount: Discount | undefined) {
  if (!discount) return null;
  return 'amount' in discount ? { amount: Number(discount.amount) } : discount;
}
