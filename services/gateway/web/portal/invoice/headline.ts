import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';

type Facts = Pick<PortalInvoiceModel, 'status' | 'total' | 'due'>;

/** The one figure of the page and what it means: what is due, what was paid in all, or what is not wanted any more. */
export function headlineOf({ status, total, due }: Facts): {
  kind: 'due' | 'overdue' | 'paid' | 'withdrawn' | 'settled';
  figure: PortalInvoiceModel['total'];
} {
  if (status === 'void') return { kind: 'withdrawn', figure: total };
  if (due.amount > 0) return { kind: status === 'overdue' ? 'overdue' : 'due', figure: due };
  return { kind: status === 'paid' ? 'paid' : 'settled', figure: total };
}
