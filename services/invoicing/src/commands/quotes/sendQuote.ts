import { localDate } from '@purser/billing';
import type { Ask, Context, MessageFacts } from '@purser/bus';
import { invoicing as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import type { Customer, Tenant } from '../../documents/issuer.ts';
import { quoteDocument } from '../../documents/quoteDocument.ts';
import { yearOf } from '../../domain/number.ts';
import { endOfQuote, lastDay, moveQuote } from '../../domain/quote.ts';
import { type QuoteReckoning, reckonQuoteSend } from '../../domain/quoteReckoning.ts';
import { customerArchived, notFound } from '../../domain/refusals.ts';
import type { Outside } from '../../outside.ts';
import { documentText, readQuoteReckoning } from '../../store/documents.ts';
import { freezeDocument, keepBrand } from '../../store/frozenDocuments.ts';
import { openQuoteTexts } from '../../store/quotes/openQuoteTexts.ts';
import { customerOfQuote, lockQuote, type StoredQuote, setQuoteState, versionsOf } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { takeNumber } from '../../store/takeNumber.ts';
import { ofQuote } from './quoteSaid.ts';

type Input = z.output<typeof contract.sendQuote.input>;
type Gathered = { from: Tenant; to: Customer };

/** The draft becomes an offer: frozen whole as the customer gets it, dated, and numbered the first time. */
export function sendQuote(outside: Outside) {
  return {
    gather: (facts: MessageFacts & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {},
  };
}

async function gather(
  { runtime }: Outside,
  { tenant, ask }: MessageFacts & { ask: Ask },
  { quoteId }: Input,
): Promise<Gathered> {
  const customerId = await runtime.tenantTx({ tenant }, (tx) => customerOfQuote({ tx, tenant }, quoteId));
  if (customerId === undefined) throw notFound('quote');
  const [from, to] = await Promise.all([
    ask.query(directory.getTenant, {}),
    ask.query(directory.getCustomer, { customerId }),
  ]);
  return { from, to };
}

async function plan(ctx: Context, { quoteId, send }: Input, { from, to }: Gathered) {
  const { now, stage } = ctx;
  const quote = await lockQuote(ctx, quoteId);
  const today = localDate(now, quote.timeZone);
  const state = moveQuote(quote, 'send', today);
  if (quote.customerId !== to.customerId)
    throw fault('conflict', 'draft_changed', 'This draft has just been changed. It was not sent; look at it again.');
  if (to.archived) throw customerArchived();
  const reckoning = reckonQuoteSend(readQuoteReckoning(quote.document).input);
  const validUntil = lastDay(quote.validUntil, today);
  await supersede(ctx, quote, today);
  const terms_days = quote.terms_days ?? to.terms_days ?? from.terms_days;
  const number = await freeze(ctx, { quote, reckoning, state, validUntil, terms_days, sentOn: today, from, to });
  const { currency, total } = reckoning.totals;
  const said = { ...ofQuote({ ...quote, number, currency, total }), validUntil };
  stage.send(contract.quoteSent, { ...said, ...(send !== undefined && { send }) });
  stage.later(contract.expireQuote, { quoteId }, endOfQuote(validUntil, quote.timeZone));
  // The mail will want the PDF: by then it is there.
  if (send !== false) stage.send(contract.renderDocument, { documentId: quoteId });
  return { done: { quoteId, number, version: quote.version, total: Number(total), currency, validUntil } };
}

/** The version before it can be accepted no more. One that was accepted stands, and this one is not sent. */
async function supersede(ctx: Context, { quoteId, familyId, version }: StoredQuote, today: string): Promise<void> {
  const before = (await versionsOf(ctx, familyId)).find((each) => each.version === version - 1);
  if (!before) return;
  const old = await lockQuote(ctx, before.quoteId);
  await setQuoteState(ctx, old.quoteId, moveQuote(old, 'supersede', today));
  await noteOnQuote(ctx, old, { what: 'superseded', sourceId: quoteId });
}

type Leaving = Gathered & {
  quote: StoredQuote;
  reckoning: QuoteReckoning;
  state: string;
  validUntil: string;
  terms_days: number;
  sentOn: string;
};

/** Writes what leaves the house. @returns the number, which a first version takes last: until the commit nobody else gets one */
async function freeze(ctx: Context, leaving: Leaving): Promise<string> {
  const { tx, tenant, now } = ctx;
  const { quote, reckoning, state, validUntil, terms_days, sentOn, from, to } = leaving;
  const { quoteId, customerId, version } = quote;
  const { netTotal, taxTotal, total } = reckoning.totals;
  const { note, poNumber } = await openQuoteTexts(ctx, quote);
  const brandHash = await keepBrand(ctx, from.brand);
  await noteOnQuote(ctx, quote, { what: 'sent', amount: total });
  const number = quote.number ?? (await takeNumber(ctx, 'quote', yearOf(sentOn)));
  const facts = { number, version, issuedOn: sentOn, validUntil, terms_days, poNumber, note };
  const model = quoteDocument(reckoning, facts, { from, to });
  await freezeDocument(ctx, { documentId: quoteId, invoiceId: null, customerId, brandHash, model });
  await tx.sql`
    update quotes set state = ${state}, number = ${number}, sent_on = ${sentOn}, sent_at = ${now.toISOString()},
      valid_until = ${validUntil}, terms_days = ${terms_days}, document = ${documentText(reckoning)}, net = ${netTotal},
      tax = ${taxTotal}, total = ${total}
    where tenant_id = ${tenant} and quote_id = ${quoteId}`;
  return number;
}
