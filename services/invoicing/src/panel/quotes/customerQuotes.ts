import type { PanelView } from '@purser/contracts';
import { type QuoteState, quoteStatus } from '../../domain/quote.ts';
import type { ListedQuote, QuoteTally, ShownQuotes } from '../../store/quotes/listQuotes.ts';
import { figure } from '../figures.ts';
import { countQuotes, numberOf, sumQuotes } from './quoteFigures.ts';

/** Drafts, and versions that newer ones took the place of, are in none of them. */
const filters: [id: ShownQuotes, label: string, statuses: QuoteState[]][] = [
  ['current', 'All', ['sent', 'accepted', 'declined', 'expired', 'withdrawn', 'converted']],
  ['sent', 'To answer', ['sent']],
  ['accepted', 'Accepted', ['accepted']],
  ['converted', 'Invoiced', ['converted']],
];

export function isCustomerQuoteFilter(filter: string): filter is ShownQuotes {
  return filters.some(([id]) => id === filter);
}

type Facts = {
  quotes: readonly ListedQuote[];
  next: string | null;
  tallies: readonly QuoteTally[];
  currency: string;
  today: string;
  shown: ShownQuotes;
  searched: boolean;
};

/** The quotes tab as a customer sees it in the portal: their own, from the first sending on. */
export function customerQuotes({ quotes, next, tallies, currency, today, shown, searched }: Facts): PanelView {
  return {
    title: 'Quotes',
    metrics: [{ id: 'sent', label: 'To answer', ...figure(sumQuotes(tallies, ['sent']), currency), filter: 'sent' }],
    filters: filters.map(([id, label, statuses]) => ({ id, label, count: countQuotes(tallies, statuses) })),
    activeFilter: shown,
    columns: [
      { id: 'number', label: 'Number', align: 'start', hideable: false, primary: true },
      { id: 'sent', label: 'Sent', align: 'start', hideable: true },
      { id: 'validUntil', label: 'Valid until', align: 'start', hideable: true },
      { id: 'total', label: 'Total', align: 'end', hideable: true },
      { id: 'status', label: 'Status', align: 'start', hideable: false },
    ],
    rows: quotes.map((quote) => rowOf(quote, today)),
    bulkActions: [],
    search: { placeholder: 'Quote number' },
    next,
    empty: searched
      ? { title: 'No such quote', text: 'No number begins with that. Search by its beginning.', action: null }
      : { title: 'Nothing here', text: 'Quotes appear here once they are sent to you.', action: null },
  };
}

function rowOf(quote: ListedQuote, today: string): PanelView['rows'][number] {
  const { quoteId, currency } = quote;
  const status = quoteStatus(quote, today);
  const answer = { id: 'answer', label: 'Answer', tone: 'normal' as const };
  const pdf = { id: 'pdf', label: 'PDF', tone: 'normal' as const };
  return {
    id: quoteId,
    href: `quote:${quoteId}`,
    cells: {
      number: numberOf(quote),
      sent: { kind: 'date', date: quote.sentOn },
      validUntil: { kind: 'date', date: quote.validUntil },
      total: { kind: 'money', amount: Number(quote.total), currency },
      status: { kind: 'status', status },
    },
    actions: status === 'sent' ? [answer, pdf] : [pdf],
  };
}
