import type { Context } from '@purser/bus';
import type { Invoice } from '../domain/invoice.ts';

/** A credit note as JSON has it. */
type NotedCredit = {
  creditNoteId: string;
  number: string;
  total: number;
  issueDate: string;
  hasDocument: boolean;
  offBalance: number;
  toCredit: number;
  refundAsked: number;
};

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
  disputed: 'open' | 'lost' | null;
  allocations: { paymentId: string; amount: number; reversed: number }[];
  creditNotes: NotedCredit[];
};

/** An invoice with all that money did to it, in one statement: the sums and their parts are of the same moment. */
export async function readInvoice(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceId: string,
): Promise<StoredInvoice | undefined> {
  const [row] = await tx.sql<StoredInvoice[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.credit_applied as "creditApplied",
      i.written_off as "writtenOff", i.disputed, i.number, i.issued_on as "issuedOn", i.due_on as "dueOn", i.voided_on as "voidedOn",
      i.created_at as "createdAt", i.document, i.note, i.po_number as "poNumber", t.time_zone as "timeZone",
      coalesce(i.terms_days, case when i.number is null then coalesce(c.terms_days, t.terms_days) end) as terms_days,
      coalesce(h.amount, 0::bigint) as held,
      (select coalesce(json_agg(json_build_object('paymentId', a.payment_id, 'amount', a.amount, 'reversed',
          coalesce((select sum(v.amount) from payment_reversals v where v.tenant_id = a.tenant_id and v.payment_id = a.payment_id
            and v.invoice_id = a.invoice_id), 0)) order by a.payment_id), '[]')
        from allocations a where a.tenant_id = i.tenant_id and a.invoice_id = i.invoice_id) as allocations,
      (select coalesce(json_agg(json_build_object('creditNoteId', n.credit_note_id, 'number', n.number, 'total', n.total,
          'issueDate', n.issued_on, 'hasDocument', d.document_id is not null, 'offBalance', n.off_balance,
          'toCredit', n.to_credit, 'refundAsked', coalesce(r.amount - r.withdrawn, 0)) order by n.created_at, n.credit_note_id), '[]')
        from (select * from credit_notes c where c.tenant_id = i.tenant_id and c.invoice_id = i.invoice_id
          order by c.created_at, c.credit_note_id limit 1000) n
          left join documents d on d.tenant_id = n.tenant_id and d.document_id = n.credit_note_id
          left join refunds_asked r on r.tenant_id = n.tenant_id and r.credit_note_id = n.credit_note_id) as "creditNotes"
    from invoices i
      join tenants t on t.tenant_id = i.tenant_id
      join customers c on c.tenant_id = i.tenant_id and c.customer_id = i.customer_id
      left join holds h on h.tenant_id = i.tenant_id and h.invoice_id = i.invoice_id and h.ended_at is null
    where i.tenant_id = ${tenant} and i.invoice_id = ${invoiceId}`;
  return row;
}
