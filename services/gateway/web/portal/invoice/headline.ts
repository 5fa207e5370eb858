import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';

type Facts = Pick<PortalInvoiceModel, 'status' | 'total' | 'due' | 'underWay'>;

/**
 * The one figure of the page and what it means: what is due, what is on its way from a bank, what was paid in all, or what is not wanted any more.
 * What is on its way is not asked for again.
 */
export function headlineOf({ status, total, due, underWay }: Facts): {
  kind: 'due' | 'overdue' | 'underWay' | 'paid' | 'withdrawn' | 'settled';
  figure: PortalInvoiceModel['total'];
} {
  if (status === 'void') return { kind: 'withdrawn', figure: total };
  const left = { ...due, amount: due.amount - (underWay?.amount.amount ?? 0) };
  if (left.amount > 0) return { kind: status === 'overdue' ? 'overdue' : 'due', figure: left };
  if (underWay) return { kind: 'underWay', figure: underWay.amount };
  return { kind: status === 'paid' ? 'paid' : 'settled', figure: total };
}
