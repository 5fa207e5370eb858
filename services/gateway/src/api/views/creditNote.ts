import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown } from '../ids.ts';
import type { CreditNoteDetailModel, CreditNoteSummaryModel, InvoicesCreditNoteModel } from '../models/creditNote.ts';

type Listed = z.output<typeof invoicing.listCreditNotes.output>['creditNotes'][number];
type Known = z.output<typeof invoicing.getCreditNote.output>;
type OfInvoice = z.output<typeof invoicing.getInvoice.output>['creditNotes'][number];

/** Where staff and where customers find the documents. */
const staffRoot = '/api/v1';
export const portalRoot = '/api/v1/portal';

export function creditNoteSummaryView(note: Listed, customer: CustomerName | undefined): CreditNoteSummaryModel {
  const money = (amount: number) => ({ amount, currency: note.currency });
  return {
    id: shown('crn', note.creditNoteId),
    number: note.number,
    invoice: { id: shown('inv', note.invoiceId), number: note.invoiceNumber },
    customer: { id: shown('cus', note.customerId), name: customer?.name ?? null },
    net: money(note.net),
    tax: money(note.tax),
    total: money(note.total),
    offBalance: money(note.offBalance),
    toCredit: money(note.toCredit),
    issueDate: note.issueDate,
    createdAt: note.createdAt,
    pdf: pdfOf(staffRoot, note),
  };
}

export function creditNoteView(note: Known, customer: CustomerName | undefined): CreditNoteDetailModel {
  return {
    ...creditNoteSummaryView(note, customer),
    reason: note.reason,
    lines: note.lines.map(({ lineId, ...line }) => ({ id: lineId, ...line })),
  };
}

/** The credit notes of an invoice, as it tells of them. */
export function creditNotesOf(
  { creditNotes, currency }: { creditNotes: readonly OfInvoice[]; currency: string },
  root = staffRoot,
): InvoicesCreditNoteModel[] {
  return creditNotes.map((note) => ({
    id: shown('crn', note.creditNoteId),
    number: note.number,
    total: { amount: note.total, currency },
    offBalance: { amount: note.offBalance, currency },
    toCredit: { amount: note.toCredit, currency },
    refundAsked: { amount: note.refundAsked, currency },
    issueDate: note.issueDate,
    pdf: pdfOf(root, note),
  }));
}

function pdfOf(root: string, { creditNoteId, hasDocument }: Pick<Listed, 'creditNoteId' | 'hasDocument'>) {
  return hasDocument ? `${root}/credit-notes/${shown('crn', creditNoteId)}/pdf` : null;
}
