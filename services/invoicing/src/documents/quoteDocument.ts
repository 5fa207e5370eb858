import { chooseLines, computeTotals } from '@purser/billing';
import type { QuoteDocument } from '@purser/document';
import type { QuoteReckoning } from '../domain/quoteReckoning.ts';
import { lineOf, totalsOf } from './invoiceDocument.ts';
import { type Customer, documentLocale, issuerOf, recipientOf, type Tenant } from './issuer.ts';

type Facts = {
  number: string;
  version: number;
  issuedOn: string;
  validUntil: string;
  terms_days: number;
  poNumber: string | null;
  note: string | null;
};

/**
 * The quote as the customer gets it. Its totals are of what is in it and of what is ticked beforehand; a line that is not shows what it
 * would come to.
 */
export function quoteDocument(
  { input, totals }: QuoteReckoning,
  { number, version, issuedOn, validUntil, terms_days, poNumber, note }: Facts,
  { from, to }: { from: Tenant; to: Customer },
): QuoteDocument {
  const chosen = new Map(totals.lines.map((line) => [line.id, line]));
  const everything = computeTotals(chooseLines(input, new Set(input.lines.map(({ id }) => id))));
  return {
    version: 1,
    kind: 'quote',
    edition: 3,
    number,
    quoteVersion: version,
    locale: documentLocale(from, to),
    currency: totals.currency,
    issuer: issuerOf(from),
    recipient: recipientOf(to),
    brand: from.brand,
    issuedOn,
    validUntil,
    terms_days,
    poNumber,
    note,
    lines: everything.lines.map((line, index) => ({
      ...lineOf(chosen.get(line.id) ?? line, input.lines[index]),
      optional: input.lines[index]?.optional ?? false,
      chosen: chosen.has(line.id),
    })),
    totals: totalsOf(totals),
  };
}
