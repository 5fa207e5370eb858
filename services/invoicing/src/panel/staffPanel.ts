import type { PanelView } from '@purser/contracts';
import { dueOf, type InvoiceStatus, statusOf } from '../domain/invoice.ts';
import type { Tally } from '../store/countInvoices.ts';
import type { ListedInvoice, Shown } from '../store/listInvoices.ts';
import { countOf, figure, owed, sumsOf } from './figures.ts';

type Action = PanelView['rows'][number]['actions'][number];
type Column = PanelView['columns'][number];

/** The statuses that each filter shows, in the order of the pills. */
const filters: [id: Shown, label: string, statuses: InvoiceStatus[]][] = [
  ['all', 'All', ['draft', 'void', 'paid', 'uncollectible', ...owed]],
  ['outstanding', 'Outstanding', owed],
  ['overdue', 'Overdue', ['overdue']],
  ['draft', 'Draft', ['draft']],
  ['open', 'Open', ['open']],
  ['partlyPaid', 'Partly paid', ['partlyPaid']],
  ['paid', 'Paid', ['paid']],
  ['void', 'Void', ['void']],
  ['uncollectible', 'Uncollectible', ['uncollectible']],
];

export function isStaffFilter(filter: string): filter is Shown {
  return filters.some(([id]) => id === filter);
}

type Facts = {
  invoices: readonly ListedInvoice[];
  next: string | null;
  tallies: readonly Tally[];
  paidThisMonth: readonly { currency: string; amount: bigint }[];
  currency: string;
  today: string;
  shown: Shown;
  /** Of one customer's panel, whose name need not stand in each row. */
  ofOneCustomer: boolean;
  searched: boolean;
  /** Whether who looks may change bills and take money. */
  mayBill: boolean;
};

/** The invoices tab as staff see it. */
export function staffPanel(facts: Facts): PanelView {
  const { invoices, next, tallies, shown, mayBill } = facts;
  return {
    title: 'Invoices',
    metrics: metricsOf(facts),
    filters: filters.map(([id, label, statuses]) => ({ id, label, count: countOf(tallies, statuses) })),
    activeFilter: shown,
    columns: columnsOf(facts),
    rows: invoices.map((invoice) => rowOf(invoice, facts)),
    bulkActions: mayBill ? [actions.issue, actions.send, csv, actions.void] : [csv],
    search: { placeholder: 'Invoice number' },
    next,
    empty: emptyOf(facts),
  };
}

function metricsOf({ tallies, paidThisMonth, currency }: Facts): PanelView['metrics'] {
  const overdue = countOf(tallies, ['overdue']);
  const late = figure(sumsOf(tallies, ['overdue'], 'due'), currency);
  return [
    {
      id: 'outstanding',
      label: 'Outstanding',
      ...figure(sumsOf(tallies, owed, 'due'), currency),
      filter: 'outstanding',
    },
    {
      id: 'overdue',
      label: 'Overdue',
      ...late,
      ...(overdue > 0 && { hint: [invoicesIn(overdue), late.hint].filter(Boolean).join(', ') }),
      filter: 'overdue',
    },
    { id: 'paidThisMonth', label: 'Paid this month', ...figure(paidThisMonth, currency) },
    {
      id: 'drafts',
      label: 'Drafts',
      value: { kind: 'count', count: countOf(tallies, ['draft']) },
      filter: 'draft',
    },
  ];
}

const invoicesIn = (count: number) => (count === 1 ? '1 invoice' : `${count} invoices`);

function columnsOf({ ofOneCustomer }: Facts): Column[] {
  const customer: Column = { id: 'customer', label: 'Customer', align: 'start', hideable: true };
  return [
    { id: 'number', label: 'Number', align: 'start', hideable: false, primary: true },
    ...(ofOneCustomer ? [] : [customer]),
    { id: 'issued', label: 'Issued', align: 'start', hideable: true },
    { id: 'due', label: 'Due', align: 'start', hideable: true },
    { id: 'total', label: 'Total', align: 'end', hideable: true },
    { id: 'dueAmount', label: 'Still due', align: 'end', hideable: true },
    { id: 'status', label: 'Status', align: 'start', hideable: false },
  ];
}

function rowOf(invoice: ListedInvoice, { today, ofOneCustomer, mayBill }: Facts): PanelView['rows'][number] {
  const { invoiceId, customerId, currency } = invoice;
  const status = statusOf(invoice, today);
  return {
    id: invoiceId,
    href: `invoice:${invoiceId}`,
    cells: {
      number: { kind: 'text', text: invoice.number ?? 'Draft' },
      ...(!ofOneCustomer && { customer: { kind: 'customer', customerId, name: null } }),
      issued: { kind: 'date', date: invoice.issuedOn },
      due: { kind: 'date', date: invoice.dueOn },
      total: { kind: 'money', amount: Number(invoice.total), currency },
      // A draft is no debt yet.
      ...(status !== 'draft' && { dueAmount: { kind: 'money', amount: Number(dueOf(invoice)), currency } }),
      status: { kind: 'status', status },
    },
    actions: actionsOn(invoice, status, mayBill),
  };
}

const actions = {
  issue: { id: 'issue', label: 'Issue', tone: 'normal' },
  edit: { id: 'edit', label: 'Edit', tone: 'normal' },
  send: { id: 'send', label: 'Send', tone: 'normal' },
  recordPayment: { id: 'recordPayment', label: 'Record payment', tone: 'normal' },
  pdf: { id: 'pdf', label: 'PDF', tone: 'normal' },
  void: { id: 'void', label: 'Void', tone: 'danger' },
} satisfies Record<string, Action>;

/** Reading is enough for it. */
const csv: Action = { id: 'csv', label: 'Export CSV', tone: 'normal' };

/** What can be done with an invoice as it stands; what money or a credit note has touched is not voided. */
function actionsOn(invoice: ListedInvoice, status: InvoiceStatus, mayBill: boolean): Action[] {
  if (status === 'draft') return mayBill ? [actions.issue, actions.edit] : [];
  if (!mayBill || status === 'void') return [actions.pdf];
  if (status === 'paid') return [actions.send, actions.pdf];
  if (status === 'uncollectible') return [actions.recordPayment, actions.pdf];
  const untouched = invoice.paid + invoice.credited + invoice.creditApplied === 0n;
  return [actions.send, actions.recordPayment, actions.pdf, ...(untouched ? [actions.void] : [])];
}

function emptyOf({ shown, searched, ofOneCustomer, mayBill }: Facts): PanelView['empty'] {
  if (searched)
    return { title: 'No such invoice', text: 'No number begins with that. Search by its beginning.', action: null };
  if (shown !== 'all') return { title: 'Nothing here', text: 'No invoice is in this state now.', action: null };
  return {
    title: 'No invoices yet',
    text: ofOneCustomer
      ? 'This customer has not been billed.'
      : 'Draft the first one; nothing leaves the house until you issue it.',
    action: mayBill ? { label: 'New invoice', href: 'new:invoice' } : null,
  };
}
