import type { Context } from '@purser/bus';
import type { Invoice } from '../domain/invoice.ts';
import type { Reckoning } from '../domain/reckoning.ts';
import { notFound } from '../domain/refusals.ts';
import { readReckoning } from './documents.ts';

export type LockedInvoice = Invoice & {
  issuedOn: string | null;
  timeZone: string;
  /** What the customer's bank took issue with, and kept. */
  disputed: 'open' | 'lost' | null;
};
type Locking = Pick<Context, 'tx' | 'tenant'>;

/** The invoice, locked until the commit, without its document. All that moves money on an invoice begins here. */
export async function findAndLockInvoice(ctx: Locking, invoiceId: string): Promise<LockedInvoice | undefined> {
  return (await findAndLockInvoices(ctx, [invoiceId])).get(invoiceId);
}

/** As `findAndLockInvoice`, several, always in the same order. What is not there is not among them. */
export async function findAndLockInvoices(
  { tx, tenant }: Locking,
  invoiceIds: readonly string[],
): Promise<Map<string, LockedInvoice>> {
  const rows = await tx.sql<LockedInvoice[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.credit_applied as "creditApplied",
      i.written_off as "writtenOff", i.disputed, i.number, i.issued_on as "issuedOn", i.due_on as "dueOn",
      i.voided_on as "voidedOn", t.time_zone as "timeZone"
    from invoices i join tenants t on t.tenant_id = i.tenant_id
    where i.tenant_id = ${tenant} and i.invoice_id = any(${invoiceIds}::uuid[])
    order by i.invoice_id
    for update of i`;
  return new Map(rows.map((invoice) => [invoice.invoiceId, invoice]));
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

export type LockedDraft = { invoice: LockedInvoice; content: Omit<DraftContent, 'reckoning'> & { document: string } };

/** Several invoices with what they say, locked until the commit, always in the same order. What is not there is not among them. */
export async function lockDrafts(
  { tx, tenant }: Locking,
  invoiceIds: readonly string[],
): Promise<Map<string, LockedDraft>> {
  const rows = await tx.sql<(LockedInvoice & LockedDraft['content'])[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.credit_applied as "creditApplied", i.written_off as "writtenOff", i.disputed, i.number, i.issued_on as "issuedOn", i.due_on as "dueOn", i.voided_on as "voidedOn",
      t.time_zone as "timeZone", i.document, i.terms_days, i.note, i.po_number as "poNumber"
    from invoices i join tenants t on t.tenant_id = i.tenant_id
    where i.tenant_id = ${tenant} and i.invoice_id = any(${invoiceIds}::uuid[])
    order by i.invoice_id
    for update of i`;
  return new Map(
    rows.map(({ document, terms_days, note, poNumber, ...invoice }) => [
      invoice.invoiceId,
      { invoice, content: { document, terms_days, note, poNumber } },
    ]),
  );
}

/** Whose invoice it is; undefined where there is none. */
export async function customerOf({ tx, tenant }: Locking, invoiceId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ customerId: string }[]>`
    select customer_id as "customerId" from invoices where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return row?.customerId;
}
