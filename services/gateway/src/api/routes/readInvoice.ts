import { invoicing } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { uuidOf } from '../ids.ts';
import { invoiceView } from '../views/invoice.ts';

/** An invoice as staff see it. @throws Fault notFound */
export async function readInvoice(g: Gateway, who: Staff, id: string) {
  const invoice = await g.client.query(invoicing.getInvoice, { invoiceId: id }, who);
  const names = await g.names.ofCustomers(who, [invoice.customerId]);
  return invoiceView(invoice, names.get(invoice.customerId));
}

type OfOne = { params: { id: string } };

/** The invoice that a call's address names. */
export const invoiceOf = ({ params: { id } }: OfOne) => ({ invoiceId: uuidOf(id) });

/** The same as it is after a command. */
export const reread =
  (g: Gateway) =>
  (_: unknown, { who, params: { id } }: OfOne & { who: Staff }) =>
    readInvoice(g, who, uuidOf(id));
