import type { PanelCell, PanelView } from '@purser/contracts';
import { format, currency as knownCurrency, money } from '@purser/money';
import type { AttemptStatus } from './attempt.ts';

type Filter = { id: string; label: string; statuses: readonly AttemptStatus[]; troubled?: true };

const underWay: readonly AttemptStatus[] = ['planned', 'created', 'requiresAction', 'processing'];

const staffFilters: readonly Filter[] = [
  { id: 'all', label: 'All', statuses: [...underWay, 'succeeded', 'failed', 'cancelled'] },
  { id: 'succeeded', label: 'Succeeded', statuses: ['succeeded'] },
  { id: 'underWay', label: 'Under way', statuses: underWay },
  { id: 'declined', label: 'Declined', statuses: [...underWay, 'failed', 'cancelled'], troubled: true },
  { id: 'cancelled', label: 'Cancelled', statuses: ['cancelled'] },
];
/** A page that was opened and left, or a card that was declined, is no payment to whom it belongs. */
const customerFilters: readonly Filter[] = [
  { id: 'all', label: 'All', statuses: ['succeeded', 'processing'] },
  { id: 'succeeded', label: 'Paid', statuses: ['succeeded'] },
  { id: 'processing', label: 'On its way', statuses: ['processing'] },
];

export function filtersFor(forCustomer: boolean): readonly Filter[] {
  return forCustomer ? customerFilters : staffFilters;
}

/** The filter that was asked for; the first, which shows all, for one that is not there. */
export function chosen(filters: readonly Filter[], id: string | undefined): Filter {
  const [first = { id: 'all', label: 'All', statuses: [] }] = filters;
  return filters.find((filter) => filter.id === id) ?? first;
}

type Column = PanelView['columns'][number];
const column = (id: string, label: string, more: Partial<Column> = {}): Column => ({
  id,
  label,
  align: 'start',
  hideable: true,
  ...more,
});

export function columnsFor(forCustomer: boolean): Column[] {
  const date = column('date', 'Date', { hideable: false });
  const amount = column('amount', 'Amount', { align: 'end', hideable: false });
  const status = column('status', 'Status');
  if (forCustomer) return [{ ...date, primary: true }, amount, status];
  const customer = column('customer', 'Customer', { hideable: false, primary: true });
  return [customer, date, amount, column('fee', 'Fee', { align: 'end' }), status, column('detail', 'Detail')];
}

export const moneyCell = (amount: bigint, currency: string): PanelCell => ({
  kind: 'money',
  amount: Number(amount),
  currency,
});

/** Amounts of the other currencies in a line, as in `Also €300.00, US$1,200.00`; undefined without any. */
export function alsoOf(others: readonly { currency: string; amount: bigint }[]): string | undefined {
  const told = others.filter(({ amount }) => amount !== 0n);
  if (told.length === 0) return undefined;
  return `Also ${told.map(({ currency, amount }) => format(money(amount, knownCurrency(currency)), 'en-GB')).join(', ')}`;
}
