import type { PanelView } from '@purser/contracts';
import { dueOf, type InvoiceStatus, statusOf } from '../domain/invoice.ts';
import type { Tally } from '../store/countInvoices.ts';
import type { ListedInvoice, Shown } from '../store/listInvoices.ts';
import { countOf, figure, owed, sumsOf } from './figures.ts';

/** Drafts are in none of them. */
const filters: [id: Shown, label: string, statuses: InvoiceStatus[]][] = [
  ['all', 'All', ['void', 'paid', 'uncollectible', ...owed]],
  ['outstanding', 'To pay', owed],
  ['overdue', 'Overdue', ['overdue']],
  ['paid', 'Paid', ['paid']],
];

export function isCustomerFilter(filter: string): filter is Shown {
  return filters.some(([id]) => id === filter);
}

type Facts = {
  invoices: readonly ListedInvoice[];
  next: string | null;
  tallies: readonly Tally[];
  paid: readonly { currency: string; amount: bigint }[];
  currency: string;
  today: string;
  shown: Shown;
  searched: boolean;
};

/** The invoices tab as a customer sees it in the portal: their own, from the issue on. */
export function customerPanel({ invoices, next, tallies, paid, currency, today, shown, searched }: Facts): PanelView {
  return {
    title: 'Invoices',
    metrics: [
      { id: 'due', label: 'To pay', ...figure(sumsOf(tallies, owed, 'due'), currency), filter: 'outstanding' },
      { id: 'overdue', label: 'Overdue', ...figure(sumsOf(tallies, ['overdue'], 'due'), currency), filter: 'overdue' },
      { id: 'paid', label: 'Paid', ...figure(paid, currency) },
    ],
    filters: filters.map(([id, label, statuses]) => ({ id, label, count: countOf(tallies, statuses) })),
    activeFilter: shown,
    columns: [
      { id: 'number', label: 'Number', align: 'start', hideable: false, primary: true },
      { id: 'issued', label: 'Issued', align: 'start', hideable: true },
      { id: 'due', label: 'Due', align: 'start', hideable: true },
      { id: 'total', label: 'Total', align: 'end', hideable: true },
      { id: 'dueAmount', label: 'To pay', align: 'end', hideable: true },
      { id: 'status', label: 'Status', align: 'start', hideable: false },
    ],
    rows: invoices.map((invoice) => rowOf(invoice, today)),
    bulkActions: [],
    search: { placeholder: 'Invoice number' },
    next,
    empty: searched
      ? { title: 'No such invoice', text: 'No number begins with that. Search by its beginning.', action: null }
      : { title: 'Nothing here', text: 'Your invoices appear here once they are sent to you.', action: null },
  };
}

function rowOf(listed: ListedInvoice, today: string): PanelView['rows'][number] {
  // To the customer what was written off is owed as before.
  const invoice = { ...listed, writtenOff: 0n };
  const { invoiceId, currency } = invoice;
  const due = dueOf(invoice);
  const pay = { id: 'pay', label: 'Pay', tone: 'normal' as const };
  const pdf = { id: 'pdf', label: 'PDF', tone: 'normal' as const };
  return {
    id: invoiceId,
    href: `invoice:${invoiceId}`,
    cells: {
      number: { kind: 'text', text: invoice.number ?? '' },
      issued: { kind: 'date', date: invoice.issuedOn },
      due: { kind: 'date', date: invoice.dueOn },
      total: { kind: 'money', amount: Number(invoice.total), currency },
      dueAmount: { kind: 'money', amount: Number(due), currency },
      status: { kind: 'status', status: statusOf(invoice, today) },
    },
    actions: due > 0n ? [pay, pdf] : [pdf],
  };
}
