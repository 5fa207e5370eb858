import type { Context } from '@purser/bus';
import type { payments as contract, PanelCell, PanelView } from '@purser/contracts';
import type { z } from 'zod';
import { alsoOf, chosen, columnsFor, filtersFor, moneyCell } from '../domain/panel.ts';
import { pageOf, placeOf } from '../place.ts';
import { readingCustomer } from '../reader.ts';
import { countTries, feesSince, type PanelRow, panelRows, received } from '../store/panelRows.ts';

type Metric = PanelView['metrics'][number];

const days_ms = 30 * 86_400_000;

/** The payments tab: staff see every try with fees and declines, a customer what they paid and what is on its way. */
export async function paymentsPanel(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  { filter: wanted, customerId, after, limit }: z.output<typeof contract.paymentsPanel.input>,
): Promise<PanelView> {
  const reader = readingCustomer(actor);
  const forCustomer = reader !== undefined;
  const customers = [reader, customerId].filter((id) => id !== undefined);
  const place = after === undefined ? undefined : placeOf(after);
  const filters = filtersFor(forCustomer);
  const filter = chosen(filters, wanted);
  const scope = { customers, statuses: filter.statuses, troubled: filter.troubled ?? false };
  const rows = await panelRows(tx, scope, place, limit + 1);
  const tries = await countTries(tx, customers);
  const { page, next } = pageOf(rows, limit, (row) => ({ at: new Date(row.updated_at), id: row.attempt_id }));
  return {
    title: 'Payments',
    metrics: await metricsOf(tx, customers, forCustomer, now),
    filters: filters.map((each) => ({
      id: each.id,
      label: each.label,
      count: each.troubled ? tries.troubled : each.statuses.reduce((sum, status) => sum + tries[status], 0),
    })),
    activeFilter: filter.id,
    columns: columnsFor(forCustomer),
    rows: page.map((row) => rowOf(row, forCustomer)),
    bulkActions: [],
    search: null,
    next,
    empty: emptyOf(filter.id === 'all', forCustomer),
  };
}

function emptyOf(all: boolean, forCustomer: boolean): PanelView['empty'] {
  if (!all) return { title: 'Nothing here', text: 'No payment is in this list now.', action: null };
  const text = forCustomer
    ? 'What you pay shows up here.'
    : 'Payments show up here as soon as a customer pays an invoice.';
  return { title: 'No payments yet', text, action: null };
}

const receipt = { id: 'receipt', label: 'Receipt', tone: 'normal' as const };

/** A payment goes by its own id, a try that brought nothing by its. */
function rowOf(row: PanelRow, forCustomer: boolean): PanelView['rows'][number] {
  const cells: Record<string, PanelCell> = {
    date: { kind: 'instant', at: new Date(row.updated_at).toISOString() },
    amount: moneyCell(row.amount, row.currency),
    status: { kind: 'status', status: row.status },
  };
  const id = row.payment_id ?? row.attempt_id;
  return {
    id,
    href: `invoice:${row.invoice_id}`,
    cells: forCustomer ? cells : { ...cells, ...staffCells(row) },
    actions: forCustomer && row.payment_id !== null ? [receipt] : [],
  };
}

function staffCells(row: PanelRow): Record<string, PanelCell> {
  const decline = row.status === 'succeeded' ? null : (row.decline_code ?? row.error_code);
  // It may still be paid with another card; what staff look for is that one was refused.
  const declined = row.status === 'created' && decline !== null;
  const why = (decline ?? '').replaceAll('_', ' ');
  return {
    customer: { kind: 'customer', customerId: row.customer_id, name: null },
    ...(declined && { status: { kind: 'status' as const, status: 'declined' } }),
    fee: row.fee === null ? { kind: 'text', text: '' } : moneyCell(row.fee, row.settled_currency ?? row.currency),
    // In the bank's words; ids at Stripe stand on the payment's own page.
    detail: { kind: 'text', text: why.charAt(0).toUpperCase() + why.slice(1) },
  };
}

/** Of the main currency, others named beside it. A month is one of UTC: what the tenant's zone is, payments does not know. */
async function metricsOf(tx: Context['tx'], customers: string[], forCustomer: boolean, now: Date): Promise<Metric[]> {
  const since = {
    month: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)),
    days: new Date(now.getTime() - days_ms),
  };
  const [main, ...others] = await received(tx, customers, since);
  if (!main) return [];
  const verb = forCustomer ? 'Paid' : 'Received';
  const metric = (id: string, label: string, value: PanelCell, hint: string | undefined): Metric => ({
    ...{ id, label, value, filter: 'succeeded' },
    ...(hint !== undefined && { hint }),
  });
  const sums = (what: 'month' | 'days') => others.map((each) => ({ currency: each.currency, amount: each[what] }));
  const came = [
    metric('month', `${verb} this month`, moneyCell(main.month, main.currency), alsoOf(sums('month'))),
    metric('days', `${verb} in the last 30 days`, moneyCell(main.days, main.currency), alsoOf(sums('days'))),
  ];
  if (forCustomer) return came;
  const [fees, ...more] = await feesSince(tx, customers, since.days);
  if (!fees) return came;
  const hint = alsoOf(more.map(({ currency, fee }) => ({ currency, amount: fee })));
  return [...came, metric('fees', 'Fees in the last 30 days', moneyCell(fees.fee, fees.currency), hint)];
}
