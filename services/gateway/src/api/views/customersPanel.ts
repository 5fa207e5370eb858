import type { directory, invoicing, PanelCell, PanelView } from '@purser/contracts';
import type { z } from 'zod';

type List = z.output<typeof directory.listCustomers.output>;
type Listed = List['customers'][number];
type Debtors = z.output<typeof invoicing.listDebtors.output>;
type Balance = z.output<typeof invoicing.getBalances.output>['balances'][number];

export type CustomersFilter =
  | { kind: 'all' | 'active' | 'owing' | 'overdue' | 'archived' }
  | { kind: 'tag'; tag: string };

/** What stands in the address; what is none of ours shows who is active. */
export function readFilter(text: string | undefined): CustomersFilter {
  switch (text) {
    case 'all':
    case 'owing':
    case 'overdue':
    case 'archived':
      return { kind: text };
    default: {
      const tag = text?.startsWith('tag:') ? text.slice('tag:'.length).trim().toLowerCase().slice(0, 40) : '';
      return tag === '' ? { kind: 'active' } : { kind: 'tag', tag };
    }
  }
}

type Shown = {
  filter: CustomersFilter;
  search: string | undefined;
  list: List;
  /** Null when nobody could say just now. */
  debtors: Debtors | null;
  balances: Balance[] | null;
  next: string | null;
};

/** Tags that have a pill of their own; the others are reached from a customer who has them. */
const tagPills = 8;

/** The list of customers as a panel. */
export function customersPanelView({ filter, search, list, debtors, balances, next }: Shown): PanelView {
  const owed = Map.groupBy(balances ?? [], ({ customerId }) => customerId);
  return {
    title: 'Customers',
    ...countsOf(filter, list, debtors),
    activeFilter: filter.kind === 'tag' ? `tag:${filter.tag}` : filter.kind,
    columns: [
      { id: 'customer', label: 'Customer', align: 'start', hideable: false, primary: true },
      { id: 'tags', label: 'Tags', align: 'start', hideable: true },
      { id: 'terms', label: 'Terms', align: 'start', hideable: true },
      { id: 'since', label: 'Since', align: 'start', hideable: true },
      { id: 'due', label: 'Balance due', align: 'end', hideable: true },
      { id: 'overdue', label: 'Overdue', align: 'end', hideable: true },
    ],
    rows: list.customers.map((customer) => rowOf(customer, owed.get(customer.customerId) ?? [])),
    bulkActions: [
      { id: 'tag', label: 'Tag…', tone: 'normal' },
      filter.kind === 'archived'
        ? { id: 'restore', label: 'Restore', tone: 'normal' }
        : { id: 'archive', label: 'Archive', tone: 'danger' },
    ],
    search: { placeholder: 'Name or mail address' },
    next,
    empty: emptyOf(filter, search, list.count),
  };
}

function countsOf(
  filter: CustomersFilter,
  { count, archivedCount, tags }: List,
  debtors: Debtors | null,
): Pick<PanelView, 'metrics' | 'filters'> {
  const chosen = filter.kind === 'tag' ? filter.tag : undefined;
  const pills = tags.filter(({ tag }, i) => i < tagPills || tag === chosen);
  // A tag that nobody has any more still says what is looked at.
  if (chosen !== undefined && !pills.some(({ tag }) => tag === chosen)) pills.push({ tag: chosen, count: 0 });
  const active = count - archivedCount;
  return {
    metrics: [
      { id: 'count', label: 'Customers', value: countCell(active), filter: 'active' },
      ...(debtors
        ? [
            { id: 'owing', label: 'Owe something', value: countCell(debtors.count), filter: 'owing' },
            { id: 'overdue', label: 'Are overdue', value: countCell(debtors.overdueCount), filter: 'overdue' },
          ]
        : []),
    ],
    filters: [
      { id: 'active', label: 'Active', count: active },
      { id: 'owing', label: 'Owing', count: debtors?.count ?? null },
      { id: 'overdue', label: 'Overdue', count: debtors?.overdueCount ?? null },
      ...pills.map(({ tag, count: of }) => ({ id: `tag:${tag}`, label: tag, count: of })),
      { id: 'archived', label: 'Archived', count: archivedCount },
      { id: 'all', label: 'All', count },
    ],
  };
}

const countCell = (count: number): PanelCell => ({ kind: 'count', count });

function rowOf(customer: Listed, balances: Balance[]): PanelView['rows'][number] {
  const { customerId, name, email, archived, tags, terms_days, createdAt } = customer;
  const second = archived ? [email, 'archived'].filter(Boolean).join(' · ') : email;
  return {
    id: customerId,
    href: `customer:${customerId}`,
    cells: {
      customer: { kind: 'text', text: name, secondary: second },
      tags: { kind: 'text', text: tags.join(', ') },
      terms: { kind: 'text', text: termsText(terms_days) },
      since: { kind: 'instant', at: createdAt },
      overdue: moneyCell(balances.map(({ currency, overdue }) => ({ currency, amount: overdue }))),
      due: moneyCell(balances.map(({ currency, due }) => ({ currency, amount: due }))),
    },
    actions: [],
  };
}

function termsText(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? 'On receipt' : `${days} days`;
}

/** A sum; of several currencies the first, since a cell holds one. The customer's page has all. */
function moneyCell(sums: { currency: string; amount: number }[]): PanelCell {
  const first = sums.find(({ amount }) => amount > 0);
  return first ? { kind: 'money', ...first } : { kind: 'text', text: '' };
}

function emptyOf(filter: CustomersFilter, search: string | undefined, count: number): PanelView['empty'] {
  if (search) return { title: 'Nobody found', text: 'No name and no mail address contains this.', action: null };
  if (count === 0)
    return {
      title: 'No customers yet',
      text: 'Make the first, or bring those you have as a CSV file.',
      action: { label: 'New customer', href: '/admin/customers/new' },
    };
  if (filter.kind === 'owing' || filter.kind === 'overdue')
    return { title: 'Nobody', text: 'All that was billed and is due has been paid.', action: null };
  if (filter.kind === 'archived')
    return { title: 'Nobody is archived', text: 'To whom nothing new is billed, stands here.', action: null };
  return { title: 'Nobody here', text: 'No customer matches this filter.', action: null };
}
