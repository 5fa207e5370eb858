import type { Context } from '@purser/bus';
import type { Invoice } from '../domain/invoice.ts';
import type { Reckoning } from '../domain/reckoning.ts';
import { notFound } from '../domain/refusals.ts';
import { readReckoning } from './documents.ts';

export type LockedInvoice = Invoice & { issuedOn: string | null; timeZone: string };
type Locking = Pick<Context, 'tx' | 'tenant'>;

/** The invoice, locked until the commit, without its document. All that moves money on an invoice begins here. */
export async function findAndLockInvoice(
  { tx, tenant }: Locking,
  invoiceId: string,
): Promise<LockedInvoice | undefined> {
  const [row] = await tx.sql<LockedInvoice[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.number, i.issued_on as "issuedOn", i.due_on as "dueOn",
      i.voided_on as "voidedOn", t.time_zone as "timeZone"
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

/** What an invoice says and comes to. Its own terms, where it has some; `note` and `poNumber` are sealed. */
export type DraftContent = {
  reckoning: Reckoning;
  terms_days: number | null;
  note: Buffer | null;
  poNumber: Buffer | null;
};

/** @throws Fault notFound */
export async function contentOf({ tx, tenant }: Locking, invoiceId: string): Promise<DraftContent> {
  const [row] = await tx.sql<(Omit<DraftContent, 'reckoning'> & { document: string })[]>`
    select document, terms_days, note, po_number as "poNumber" from invoices
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  if (!row) throw notFound('invoice');
  const { document, ...content } = row;
  return { reckoning: readReckoning(document), ...content };
}

/** Whose invoice it is; undefined where there is none. */
export async function customerOf({ tx, tenant }: Locking, invoiceId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ customerId: string }[]>`
    select customer_id as "customerId" from invoices where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return row?.customerId;
}
