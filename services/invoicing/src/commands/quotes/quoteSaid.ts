/** What every event of a quote says of it. */
export function ofQuote(quote: {
  quoteId: string;
  customerId: string;
  currency: string;
  number: string | null;
  version: number;
  total: bigint;
}) {
  const { quoteId, customerId, currency, number, version, total } = quote;
  return { quoteId, customerId, currency, number: number ?? '', version, total: Number(total) };
}
