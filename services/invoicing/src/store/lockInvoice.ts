import type { Context } from '@purser/bus';
import type { Invoice } from '../domain/invoice.ts';
import type { Reckoning } from '../domain/reckoning.ts';
import { notFound } from '../domain/refusals.ts';
import { readReckoning } from './documents.ts';

export type LockedInvoice = Invoice & { timeZone: string };
type Locking = Pick<Context, 'tx' | 'tenant'>;

/** The invoice, locked until the commit, without its document. All that moves money on an invoice begins here. */
export async function findAndLockInvoice(
  { tx, tenant }: Locking,
  invoiceId: string,
): Promise<LockedInvoice | undefined> {
  const [row] = await tx.sql<LockedInvoice[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.number, i.due_on as "dueOn", i.voided_on as "voidedOn", t.time_zone as "timeZone"
    from invoices i join tenants t on t.tenant_id = i.tenant_id
    where i.tenant_id = ${tenant} and i.invoice_id = ${invoiceId}
    for update of i`;
  return row;
}

/** @throws Fault notFound */
export async function lockInvoice(ctx: Locking, invoiceId: string): Promise<LockedInvoice> {
  const invoice = await findAndLockInvoice(ctx, invoiceId);
  if (!invoice) throw notFound('invoice');
  return invoice;
}

/** What the invoice says and comes to, and its terms: its own, or the customer's, or the tenant's. @throws Fault notFound */
export async function contentOf(
  { tx, tenant }: Locking,
  invoiceId: string,
): Promise<{ reckoning: Reckoning; terms_days: number }> {
  const [row] = await tx.sql<{ document: string; terms_days: number }[]>`
    select i.document, coalesce(i.terms_days, c.terms_days, t.terms_days) as terms_days
    from invoices i
      join customers c on c.tenant_id = i.tenant_id and c.customer_id = i.customer_id
      join tenants t on t.tenant_id = i.tenant_id
    where i.tenant_id = ${tenant} and i.invoice_id = ${invoiceId}`;
  if (!row) throw notFound('invoice');
  return { reckoning: readReckoning(row.document), terms_days: row.terms_days };
}
