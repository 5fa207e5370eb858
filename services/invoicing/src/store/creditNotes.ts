import type { CreditTotals } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { CreditDecision } from '../domain/credit.ts';
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
