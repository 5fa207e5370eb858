import type { Context } from '@purser/bus';
import type { StoredQuote } from './quotes.ts';

type Sealed = Pick<
  StoredQuote,
  'quoteId' | 'customerId' | 'note' | 'poNumber' | 'acceptedName' | 'acceptedAddress' | 'declineReason'
>;

/** What was sealed on a quote; null where there is nothing, or where the customer was erased. */
export async function openQuoteTexts({ keys }: Pick<Context, 'keys'>, quote: Sealed) {
  const { quoteId, customerId, note, poNumber, acceptedName, acceptedAddress, declineReason } = quote;
  const any = note ?? poNumber ?? acceptedName ?? acceptedAddress ?? declineReason;
  const ring = any ? await keys(customerId) : undefined;
  const open = (field: string, sealed: Buffer | null) =>
    sealed && ring && !ring.destroyed ? ring.openText(`quote.${field}`, quoteId, sealed) : null;
  return {
    note: open('note', note),
    poNumber: open('poNumber', poNumber),
    acceptedName: open('acceptedName', acceptedName),
    acceptedAddress: open('acceptedAddress', acceptedAddress),
    declineReason: open('declineReason', declineReason),
  };
}
