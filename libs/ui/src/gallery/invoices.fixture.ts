import type { PanelRow, PanelView } from '../panel/view.ts';

const customers = [
  'Northwind Traders Ltd',
  'Acme Hosting',
  'Blue Lagoon Dental Practice',
  'Kestrel & Sons',
  null,
  'Öresund Logistik AB',
];
const statuses = ['open', 'overdue', 'paid', 'partlyPaid', 'draft', 'void', 'uncollectible'];

function row(at: number): PanelRow {
  const status = statuses[at % statuses.length] ?? 'open';
  const number = `INV-${String(1042 - at).padStart(5, '0')}`;
  return {
    id: number,
    href: `/invoices/${number}`,
    cells: {
      number: { kind: 'text', text: status === 'draft' ? 'Draft' : number },
      customer: { kind: 'customer', customerId: `c${at}`, name: customers[at % customers.length] ?? null },
      status: { kind: 'status', status },
      due: { kind: 'date', date: status === 'draft' ? null : `2026-03-${String(28 - (at % 27)).padStart(2, '0')}` },
      updated: { kind: 'instant', at: new Date(Date.UTC(2026, 2, 14, 11, 40) - at * 5_400_000).toISOString() },
      amount: { kind: 'money', amount: 12_350 * (at + 1) + at * 7, currency: at % 9 === 4 ? 'JPY' : 'GBP' },
    },
    actions: [
      { id: 'void', label: 'Void', tone: 'danger' },
      { id: 'send', label: 'Send again', tone: 'normal' },
      { id: 'pdf', label: 'Download PDF', tone: 'normal', href: '/api/v1/invoices/1/pdf' },
    ],
  };
}

const all = Array.from({ length: 45 }, (_, at) => row(at));
const PAGE = 20;

/** A page of invented invoices, as a service would answer it. */
export function invoicePage(filter: string | null, search: string, after: string | null, empty: boolean): PanelView {
  const matching = all.filter(({ cells }) => {
    const { status, customer } = cells;
    if (filter && status?.kind === 'status' && status.status !== filter) return false;
    return !search || (customer?.kind === 'customer' && customer.name?.toLowerCase().includes(search.toLowerCase()));
  });
  const start = after ? matching.findIndex(({ id }) => id === after) + 1 : 0;
  const rows = empty ? [] : matching.slice(start, start + PAGE);
  const more = matching.length > start + PAGE;
  return {
    title: 'Invoices',
    metrics: [
      {
        id: 'due',
        label: 'Outstanding',
        value: { kind: 'money', amount: 4_823_150, currency: 'GBP' },
        hint: '23 invoices',
      },
      {
        id: 'overdue',
        label: 'Overdue',
        value: { kind: 'money', amount: 612_000, currency: 'GBP' },
        hint: '7 invoices',
        filter: 'overdue',
      },
      {
        id: 'paid',
        label: 'Paid in March',
        value: { kind: 'money', amount: 9_120_044, currency: 'GBP' },
        filter: 'paid',
      },
      { id: 'drafts', label: 'Drafts', value: { kind: 'count', count: 4 }, filter: 'draft' },
    ],
    filters: [
      { id: 'all', label: 'All', count: 45 },
      { id: 'open', label: 'Open', count: 7 },
      { id: 'overdue', label: 'Overdue', count: 7 },
      { id: 'partlyPaid', label: 'Partly paid', count: 7 },
      { id: 'paid', label: 'Paid', count: null },
      { id: 'draft', label: 'Drafts', count: 6 },
    ],
    activeFilter: filter ?? 'all',
    columns: [
      { id: 'number', label: 'Number', align: 'start', hideable: false, primary: true },
      { id: 'customer', label: 'Customer', align: 'start', hideable: false },
      { id: 'status', label: 'Status', align: 'start', hideable: true },
      { id: 'due', label: 'Due', align: 'start', hideable: true },
      { id: 'updated', label: 'Updated', align: 'start', hideable: true },
      { id: 'amount', label: 'Amount', align: 'end', hideable: false },
    ],
    rows,
    bulkActions: [
      { id: 'send', label: 'Send', tone: 'normal' },
      { id: 'void', label: 'Void', tone: 'danger' },
    ],
    search: { placeholder: 'Search by customer' },
    next: more ? (rows.at(-1)?.id ?? null) : null,
    empty: {
      title: 'No invoices yet',
      text: 'Draft the first one; it is sent when you issue it.',
      action: { label: 'New invoice', href: '/invoices/new' },
    },
  };
}
