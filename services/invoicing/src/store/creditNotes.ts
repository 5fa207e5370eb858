import type { CreditTotals } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { CreditDecision } from '../domain/credit.ts';
import { type Cursor, cursorText } from './cursor.ts';
import { documentText, readCredit } from './documents.ts';
import type { LockedInvoice } from './lockInvoice.ts';

/** The figures of all credit notes that the invoice has. Read it under the lock. */
export async function creditsOn(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceId: string,
): Promise<CreditTotals[]> {
  const rows = await tx.sql<{ document: string }[]>`
    select document from credit_notes where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return rows.map(({ document }) => readCredit(document));
}

type CreditNote = {
  creditNoteId: string;
  invoice: Pick<LockedInvoice, 'invoiceId' | 'customerId' | 'currency'>;
  decision: CreditDecision;
  number: string;
  date: string;
  reason: string;
};

/** @returns false when the id is taken. */
export async function insertCreditNote({ tx, tenant, now, keys }: Context, note: CreditNote): Promise<boolean> {
  const { creditNoteId: id, number, date } = note;
  const { invoiceId, customerId, currency } = note.invoice;
  const { totals, offBalance, toCredit } = note.decision;
  const reason = (await keys(customerId)).seal('creditNote.reason', id, note.reason);
  const made = await tx.sql`
    insert into credit_notes (tenant_id, credit_note_id, invoice_id, customer_id, number, currency, document, reason, net, tax,
      total, off_balance, to_credit, issued_on, created_at)
    values (${tenant}, ${id}, ${invoiceId}, ${customerId}, ${number}, ${currency}, ${documentText(totals)}, ${reason},
      ${totals.netTotal}, ${totals.taxTotal}, ${totals.total}, ${offBalance}, ${toCredit}, ${date}, ${now.toISOString()})
    on conflict (tenant_id, credit_note_id) do nothing`;
  return made.count === 1;
}

export type StoredCreditNote = {
  creditNoteId: string;
  number: string;
  invoiceId: string;
  invoiceNumber: string;
  customerId: string;
  currency: string;
  net: bigint;
  tax: bigint;
  total: bigint;
  offBalance: bigint;
  toCredit: bigint;
  issuedOn: string;
  createdAt: string;
  hasDocument: boolean;
};
type Reading = Pick<Context, 'tx' | 'tenant'>;

/** Of a credit note `n`, with its invoice `i`. */
const columns = ({ sql }: Context['tx']) => sql`
  n.credit_note_id as "creditNoteId", n.number, n.invoice_id as "invoiceId", i.number as "invoiceNumber",
  n.customer_id as "customerId", n.currency, n.net, n.tax, n.total, n.off_balance as "offBalance", n.to_credit as "toCredit",
  n.issued_on as "issuedOn", n.created_at as "createdAt", exists (
    select 1 from documents d where d.tenant_id = n.tenant_id and d.document_id = n.credit_note_id) as "hasDocument"`;

type Asked = {
  customerId?: string | undefined;
  invoiceId?: string | undefined;
  after?: Cursor | undefined;
  limit: number;
};

/** A page of credit notes, the newest first, and where the next one begins. */
export async function readCreditNotes(
  { tx, tenant }: Reading,
  { customerId, invoiceId, after, limit }: Asked,
): Promise<{ creditNotes: StoredCreditNote[]; next: string | null }> {
  const { sql } = tx;
  const rows = await sql<StoredCreditNote[]>`
    select ${columns(tx)} from credit_notes n
      join invoices i on i.tenant_id = n.tenant_id and i.invoice_id = n.invoice_id
    where n.tenant_id = ${tenant}
      ${customerId ? sql`and n.customer_id = ${customerId}` : sql``}
      ${invoiceId ? sql`and n.invoice_id = ${invoiceId}` : sql``}
      ${after ? sql`and (n.created_at, n.credit_note_id) < (${after.createdAt}, ${after.id})` : sql``}
    order by n.created_at desc, n.credit_note_id desc limit ${limit + 1}`;
  const creditNotes = rows.slice(0, limit);
  const last = creditNotes.at(-1);
  const next = last && rows.length > limit ? cursorText({ createdAt: last.createdAt, id: last.creditNoteId }) : null;
  return { creditNotes, next };
}

type WholeCreditNote = StoredCreditNote & { document: string; invoiceDocument: string; reason: Buffer };

export async function readCreditNote(
  { tx, tenant }: Reading,
  creditNoteId: string,
): Promise<WholeCreditNote | undefined> {
  const [row] = await tx.sql<WholeCreditNote[]>`
    select ${columns(tx)}, n.document, i.document as "invoiceDocument", n.reason
    from credit_notes n join invoices i on i.tenant_id = n.tenant_id and i.invoice_id = n.invoice_id
    where n.tenant_id = ${tenant} and n.credit_note_id = ${creditNoteId}`;
  return row;
}
