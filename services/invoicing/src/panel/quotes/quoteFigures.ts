import type { PanelCell } from '@purser/contracts';
import type { QuoteState } from '../../domain/quote.ts';
import type { ListedQuote, QuoteTally } from '../../store/quotes/listQuotes.ts';

export function countQuotes(tallies: readonly QuoteTally[], statuses: readonly QuoteState[]): number {
  return tallies.filter(({ status }) => statuses.includes(status)).reduce((all, { count }) => all + count, 0);
}

/** What quotes of these statuses come to, per currency. */
export function sumQuotes(tallies: readonly QuoteTally[], statuses: readonly QuoteState[]) {
  const byCurrency = Map.groupBy(
    tallies.filter(({ status }) => statuses.includes(status)),
    ({ currency }) => currency,
  );
  return [...byCurrency].map(([currency, of]) => ({
    currency,
    amount: of.reduce((all, { total }) => all + total, 0n),
  }));
}

/** What a quote is called by in a list: a first version by its number alone. */
export function numberOf({ number, version }: Pick<ListedQuote, 'number' | 'version'>): PanelCell {
  const text = number ?? 'Draft';
  return version === 1 ? { kind: 'text', text } : { kind: 'text', text, secondary: `Version ${version}` };
}
