import type { PanelView } from '@purser/contracts';
import { type QuoteState, quoteStatus } from '../../domain/quote.ts';
import type { ListedQuote, QuoteTally, ShownQuotes } from '../../store/quotes/listQuotes.ts';
import { figure } from '../figures.ts';
import { countQuotes, numberOf, sumQuotes } from './quoteFigures.ts';

type Action = PanelView['rows'][number]['actions'][number];
type Column = PanelView['columns'][number];

const current: QuoteState[] = ['draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn', 'converted'];

/** The statuses that each filter shows, in the order of the pills. */
const filters: [id: ShownQuotes, label: string, statuses: QuoteState[]][] = [
  ['current', 'All', current],
  ['draft', 'Draft', ['draft']],
  ['sent', 'Sent', ['sent']],
  ['accepted', 'Accepted', ['accepted']],
  ['converted', 'Invoiced', ['converted']],
  ['declined', 'Declined', ['declined']],
  ['expired', 'Expired', ['expired']],
  ['withdrawn', 'Withdrawn', ['withdrawn']],
  ['superseded', 'Older versions', ['superseded']],
];

export function isStaffQuoteFilter(filter: string): filter is ShownQuotes {
  return filters.some(([id]) => id === filter);
}

type Facts = {
  quotes: readonly ListedQuote[];
  next: string | null;
  tallies: readonly QuoteTally[];
  currency: string;
  today: string;
  shown: ShownQuotes;
  /** Of one customer's panel, whose name need not stand in each row. */
  ofOneCustomer: boolean;
  searched: boolean;
  /** Whether who looks may make and send quotes. */
  mayBill: boolean;
};

/** The quotes tab as staff see it. */
export function staffQuotes(facts: Facts): PanelView {
  const { quotes, next, tallies, shown } = facts;
  return {
    title: 'Quotes',
    metrics: metricsOf(facts),
    filters: filters.map(([id, label, statuses]) => ({ id, label, count: countQuotes(tallies, statuses) })),
    activeFilter: shown,
    columns: columnsOf(facts),
    rows: quotes.map((quote) => rowOf(quote, facts)),
    bulkActions: [],
    search: { placeholder: 'Quote number' },
    next,
    empty: emptyOf(facts),
  };
}

function metricsOf({ tallies, currency }: Facts): PanelView['metrics'] {
  const sum = (status: QuoteState) => figure(sumQuotes(tallies, [status]), currency);
  return [
    { id: 'sent', label: 'Waiting for an answer', ...sum('sent'), filter: 'sent' },
    { id: 'accepted', label: 'Accepted, to invoice', ...sum('accepted'), filter: 'accepted' },
    { id: 'converted', label: 'Invoiced', ...sum('converted'), filter: 'converted' },
    {
      id: 'drafts',
      label: 'Drafts',
      value: { kind: 'count', count: countQuotes(tallies, ['draft']) },
      filter: 'draft',
    },
  ];
}

function columnsOf({ ofOneCustomer }: Facts): Column[] {
  const customer: Column = { id: 'customer', label: 'Customer', align: 'start', hideable: true };
  return [
    { id: 'number', label: 'Number', align: 'start', hideable: false, primary: true },
    ...(ofOneCustomer ? [] : [customer]),
    { id: 'sent', label: 'Sent', align: 'start', hideable: true },
    { id: 'validUntil', label: 'Valid until', align: 'start', hideable: true },
    { id: 'total', label: 'Total', align: 'end', hideable: true },
    { id: 'status', label: 'Status', align: 'start', hideable: false },
  ];
}

function rowOf(quote: ListedQuote, { today, ofOneCustomer, mayBill }: Facts): PanelView['rows'][number] {
  const { quoteId, customerId, currency } = quote;
  const status = quoteStatus(quote, today);
  return {
    id: quoteId,
    href: `quote:${quoteId}`,
    cells: {
      number: numberOf(quote),
      ...(!ofOneCustomer && { customer: { kind: 'customer', customerId, name: null } }),
      sent: { kind: 'date', date: quote.sentOn },
      validUntil: { kind: 'date', date: quote.validUntil },
      total: { kind: 'money', amount: Number(quote.total), currency },
      status: { kind: 'status', status },
    },
    actions: actionsOn(status, mayBill),
  };
}

const actions = {
  send: { id: 'send', label: 'Send', tone: 'normal' },
  edit: { id: 'edit', label: 'Edit', tone: 'normal' },
  sendAgain: { id: 'sendAgain', label: 'Send again', tone: 'normal' },
  revise: { id: 'revise', label: 'Revise', tone: 'normal' },
  convert: { id: 'convert', label: 'Turn into an invoice', tone: 'normal' },
  pdf: { id: 'pdf', label: 'PDF', tone: 'normal' },
  withdraw: { id: 'withdraw', label: 'Withdraw', tone: 'danger' },
} satisfies Record<string, Action>;

const possible: Record<QuoteState, Action[]> = {
  draft: [actions.send, actions.edit],
  sent: [actions.sendAgain, actions.revise, actions.pdf, actions.withdraw],
  accepted: [actions.convert, actions.pdf],
  declined: [actions.revise, actions.pdf],
  expired: [actions.revise, actions.pdf],
  withdrawn: [actions.revise, actions.pdf],
  superseded: [actions.pdf],
  converted: [actions.pdf],
};

function actionsOn(status: QuoteState, mayBill: boolean): Action[] {
  if (mayBill) return possible[status];
  return status === 'draft' ? [] : [actions.pdf];
}

function emptyOf({ shown, searched, ofOneCustomer, mayBill }: Facts): PanelView['empty'] {
  if (searched)
    return { title: 'No such quote', text: 'No number begins with that. Search by its beginning.', action: null };
  if (shown !== 'current') return { title: 'Nothing here', text: 'No quote is in this state now.', action: null };
  return {
    title: 'No quotes yet',
    text: ofOneCustomer
      ? 'This customer has not been offered anything.'
      : 'Draft an offer, send it, and turn it into an invoice when it is accepted.',
    action: mayBill ? { label: 'New quote', href: 'new:quote' } : null,
  };
}
