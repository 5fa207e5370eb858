import type { PanelView } from '@purser/contracts';
import { type RecurringState, rhythm } from '../domain/recurring.ts';
import type { ListedRecurring, RecurringCounts } from '../store/listRecurring.ts';

type Row = PanelView['rows'][number];
type Shown = RecurringState | 'stopped' | 'all';

const filters: [id: Shown, label: string][] = [
  ['all', 'All'],
  ['active', 'Active'],
  ['paused', 'Paused'],
  ['stopped', 'Needs attention'],
  ['ended', 'Ended'],
];

export function shownOf(filter: string | undefined): Shown {
  return filters.find(([id]) => id === filter)?.[0] ?? 'all';
}

type Facts = {
  recurring: readonly ListedRecurring[];
  next: string | null;
  counts: RecurringCounts;
  shown: Shown;
  ofOneCustomer: boolean;
  searched: boolean;
  mayBill: boolean;
};

/** The list of recurring invoices. */
export function recurringPanel({ recurring, next, counts, shown, ofOneCustomer, searched, mayBill }: Facts): PanelView {
  const all = counts.active + counts.paused + counts.ended;
  const countOf = { ...counts, all };
  return {
    title: 'Recurring invoices',
    metrics: [
      { id: 'active', label: 'Active', value: { kind: 'count', count: counts.active }, filter: 'active' },
      { id: 'stopped', label: 'Needs attention', value: { kind: 'count', count: counts.stopped }, filter: 'stopped' },
    ],
    filters: filters.map(([id, label]) => ({ id, label, count: countOf[id] })),
    activeFilter: shown,
    columns: [
      { id: 'name', label: 'Name', align: 'start', hideable: false, primary: true },
      ...(ofOneCustomer ? [] : [{ id: 'customer', label: 'Customer', align: 'start' as const, hideable: true }]),
      { id: 'rhythm', label: 'How often', align: 'start', hideable: true },
      { id: 'next', label: 'Next', align: 'start', hideable: true },
      { id: 'made', label: 'Made', align: 'end', hideable: true },
      { id: 'status', label: 'Status', align: 'start', hideable: false },
    ],
    rows: recurring.map((each) => rowOf(each, { ofOneCustomer, mayBill })),
    bulkActions: [],
    search: { placeholder: 'Name' },
    next,
    empty: emptyOf({ shown, searched, mayBill }),
  };
}

function rowOf(
  { recurringId, customerId, name, state, every, unit, nextOn, problem, made }: ListedRecurring,
  { ofOneCustomer, mayBill }: Pick<Facts, 'ofOneCustomer' | 'mayBill'>,
): Row {
  return {
    id: recurringId,
    href: `recurring:${recurringId}`,
    cells: {
      name: { kind: 'text', text: name, ...(problem !== null && { secondary: problem }) },
      ...(!ofOneCustomer && { customer: { kind: 'customer' as const, customerId, name: null } }),
      rhythm: { kind: 'text', text: rhythm({ every, unit }) },
      next: { kind: 'date', date: state === 'active' ? nextOn : null },
      made: { kind: 'count', count: made },
      status: { kind: 'status', status: problem === null ? state : 'needsAttention' },
    },
    actions: mayBill ? actionsOn(state) : [],
  };
}

function actionsOn(state: RecurringState): Row['actions'] {
  if (state === 'ended') return [];
  return [
    { id: 'edit', label: 'Edit', tone: 'normal' },
    state === 'active'
      ? { id: 'pause', label: 'Pause', tone: 'normal' }
      : { id: 'resume', label: 'Resume', tone: 'normal' },
    { id: 'end', label: 'End', tone: 'danger' },
  ];
}

function emptyOf({ shown, searched, mayBill }: Pick<Facts, 'shown' | 'searched' | 'mayBill'>): PanelView['empty'] {
  if (searched) return { title: 'Nothing found', text: 'No name contains this.', action: null };
  if (shown !== 'all')
    return { title: 'Nothing here', text: 'No recurring invoice is in this state now.', action: null };
  return {
    title: 'No recurring invoices yet',
    text: 'Bill the same every month, and look at each draft before it goes out.',
    action: mayBill ? { label: 'New recurring invoice', href: '/admin/recurring/new' } : null,
  };
}
