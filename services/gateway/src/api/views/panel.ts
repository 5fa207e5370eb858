import type { PanelCell, PanelView } from '@purser/contracts';
import { isId } from '@purser/message';
import { shown } from '../ids.ts';
import type { IdPrefix } from '../models/common.ts';
import type { PanelModel } from '../models/panel.ts';

/** Where the things that panels speak of are shown, by their kind. */
export type Places = (kind: string, id: string) => string | null;

const prefixes: Record<string, IdPrefix> = {
  invoice: 'inv',
  quote: 'quo',
  customer: 'cus',
  payment: 'pay',
  receipt: 'pay',
  mail: 'eml',
  recurring: 'rec',
};

/** Places of the admin's pages. */
export const adminPlaces: Places = (kind, id) => {
  switch (kind) {
    case 'invoice':
      return `/admin/invoices/${id}`;
    case 'quote':
      return `/admin/quotes/${id}`;
    case 'customer':
      return `/admin/customers/${id}`;
    case 'payment':
      return `/admin/payments/${id}`;
    case 'mail':
      return `/admin/mails/${id}`;
    case 'recurring':
      return `/admin/recurring/${id}`;
    case 'pdf':
      return `/api/v1/invoices/${id}/pdf`;
    case 'receipt':
      return `/api/v1/payments/${id}/receipt.pdf`;
    default:
      return null;
  }
};

/** Places of one tenant's portal. */
export const portalPlaces =
  (slug: string): Places =>
  (kind, id) => {
    switch (kind) {
      case 'invoice':
        return `/portal/${slug}/invoices/${id}`;
      case 'quote':
        return `/portal/${slug}/quotes/${id}`;
      case 'pdf':
        return `/api/v1/portal/invoices/${id}/pdf`;
      case 'receipt':
        return `/api/v1/portal/payments/${id}/receipt.pdf`;
      default:
        return null;
    }
  };

type Names = ReadonlyMap<string, { name: string }>;
type Options = { names: Names; places: Places; prefix: IdPrefix };

/** The customers that a panel names by id alone. */
export function customersIn({ metrics, rows }: PanelView): string[] {
  const cells = [...metrics.map(({ value }) => value), ...rows.flatMap((row) => Object.values(row.cells))];
  return cells.flatMap((cell) => (cell.kind === 'customer' ? [cell.customerId] : []));
}

/** The invoices that rows lead to. */
export function invoicesIn({ rows }: PanelView): string[] {
  return rows.flatMap(({ href }) => (href?.startsWith('invoice:') ? [href.slice('invoice:'.length)] : []));
}

/**
 * Puts the invoice's number, which payments does not know, into each row: after whom it is of, or, where the rows are all one customer's, as what a
 * row is called by.
 */
export function withInvoiceNumbers(panel: PanelView, numbers: ReadonlyMap<string, string>): PanelView {
  const isOfMany = panel.columns.some(({ id }) => id === 'customer');
  const invoice = { id: 'invoice', label: 'Invoice', align: 'start', hideable: true, primary: !isOfMany } as const;
  const [first, ...others] = panel.columns.map((column) => ({
    ...column,
    primary: isOfMany && column.primary === true,
  }));
  const columns = isOfMany && first ? [first, invoice, ...others] : [invoice, ...(first ? [first] : []), ...others];
  const rows = panel.rows.map((row) => {
    const number = numbers.get(row.href?.replace(/^invoice:/, '') ?? '');
    return { ...row, cells: { ...row.cells, invoice: { kind: 'text' as const, text: number ?? '' } } };
  });
  return { ...panel, columns, rows };
}

/** A panel as its page gets it: with names, addresses and the API's ids. */
export function panelAnswer(panel: PanelView, options: Options): PanelModel {
  const cellOf = (cell: PanelCell) => withName(cell, options.names);
  const placed = (href: string) => addressOf(href, options.places);
  const { action } = panel.empty;
  const emptyHref = action && placed(action.href);
  return {
    ...panel,
    metrics: panel.metrics.map((metric) => ({ ...metric, value: cellOf(metric.value) })),
    rows: panel.rows.map((row) => ({
      ...row,
      id: isId(row.id) ? shown(options.prefix, row.id) : row.id,
      href: row.href === null ? null : placed(row.href),
      cells: Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, cellOf(cell)])),
      actions: row.actions.flatMap(({ href, ...rest }) => {
        const to = href === undefined ? undefined : placed(href);
        // What has no place here is no use to who reads it.
        if (to === null) return [];
        return [{ ...rest, ...(to !== undefined && { href: to }) }];
      }),
    })),
    empty: { ...panel.empty, action: action && emptyHref ? { ...action, href: emptyHref } : null },
  };
}

function withName(cell: PanelCell, names: Names): PanelCell {
  if (cell.kind !== 'customer') return cell;
  return { ...cell, customerId: shown('cus', cell.customerId), name: names.get(cell.customerId)?.name ?? cell.name };
}

/** `invoice:<uuid>` becomes an address; an address stays what it is. */
function addressOf(href: string, places: Places): string | null {
  if (href.startsWith('/') && !href.startsWith('//')) return href;
  const [kind = '', id = ''] = href.split(':');
  if (kind === 'pdf') return isId(id) ? places(kind, shown('inv', id)) : null;
  const prefix = prefixes[kind];
  if (!prefix) return null;
  return places(kind, isId(id) ? shown(prefix, id) : id);
}
