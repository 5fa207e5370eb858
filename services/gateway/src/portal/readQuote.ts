import { invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import { shown } from '../api/ids.ts';
import type { PortalQuoteModel } from '../api/models/quote.ts';
import type { Gateway } from '../gateway.ts';
import type { Customer } from '../identity/who.ts';

/** A quote as its customer answers it. @throws Fault notFound; drafts are nobody's business yet */
export async function readPortalQuote(g: Gateway, who: Customer, quoteId: string): Promise<PortalQuoteModel> {
  const [quote, document] = await Promise.all([
    g.client.query(invoicing.getQuote, { quoteId }, who),
    g.client.query(invoicing.getDocument, { documentId: quoteId }, who),
  ]);
  const { number, version, status, currency, sentOn, validUntil, discount, rounding, lines, totals, versions } = quote;
  if (number === null || sentOn === null || validUntil === null)
    throw fault('notFound', 'quote_not_found', 'There is no such quote.');
  const newest = versions.at(-1);
  return {
    ...{ id: shown('quo', quoteId), number, version, status, currency, sentOn, validUntil },
    ...{ discount, rounding, lines, totals },
    acceptance: quote.acceptance && { at: quote.acceptance.at, name: quote.acceptance.name },
    declinedAt: quote.decline?.at ?? null,
    asked: quote.askedAt !== null,
    newer: newest && newest.version > version ? shown('quo', newest.quoteId) : null,
    model: document.model,
  };
}

/**
 * Which quote a call is about, for a session that a quote's link opened: to such a session the versions of its quote are one, so that
 * the link in an older mail leads on to the newer version.
 */
export async function quoteOfCall(g: Gateway, who: Customer, asked: string): Promise<string> {
  if (who.quoteId === null || asked === who.quoteId) return asked;
  const { versions } = await g.client.query(invoicing.getQuote, { quoteId: who.quoteId }, who);
  return versions.some(({ quoteId }) => quoteId === asked) ? who.quoteId : asked;
}
