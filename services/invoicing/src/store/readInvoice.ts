import type { Context } from '@purser/bus';
import type { Invoice } from '../domain/invoice.ts';

export type StoredInvoice = Invoice & {
  issuedOn: string | null;
  createdAt: string;
  /** Its own or, while it is a draft without, what it would be issued on. */
  terms_days: number | null;
  document: string;
  note: Buffer | null;
  poNumber: Buffer | null;
  timeZone: string;
  held: bigint;
  allocations: { paymentId: string; amount: number }[];
};

/** An invoice with all that money did to it, in one statement: the sums and their parts are of the same moment. */
export async function readInvoice(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceId: string,
): Promise<StoredInvoice | undefined> {
  const [row] = await tx.sql<StoredInvoice[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.number, i.issued_on as "issuedOn", i.due_on as "dueOn", i.voided_on as "voidedOn",
      i.created_at as "createdAt", i.document, i.note, i.po_number as "poNumber", t.time_zone as "timeZone",
      coalesce(i.terms_days, case when i.number is null then coalesce(c.terms_days, t.terms_days) end) as terms_days,
      coalesce(h.amount, 0::bigint) as held,
      (select coalesce(json_agg(json_build_object('paymentId', a.payment_id, 'amount', a.amount) order by a.payment_id), '[]')
        from allocations a where a.tenant_id = i.tenant_id and a.invoice_id = i.invoice_id) as allocations
    from invoices i
      join tenants t on t.tenant_id = i.tenant_id
      join customers c on c.tenant_id = i.tenant_id and c.customer_id = i.customer_id
      left join holds h on h.tenant_id = i.tenant_id and h.invoice_id = i.invoice_id and h.ended_at is null
    where i.tenant_id = ${tenant} and i.invoice_id = ${invoiceId}`;
  return row;
}
