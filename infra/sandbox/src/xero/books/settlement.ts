import { type Books, byId, byParent, save } from './documents.ts';
import type { Bill, CreditNote, Invoice, Payment } from './types.ts';

/** The payments that stand on an invoice or credit note. */
export const paymentsOf = (books: Books, bill: Bill): Payment[] =>
  byParent(books, 'payment', bill.id).filter(({ status }) => status === 'AUTHORISED');

/** What of which credit notes is set against an invoice. */
export const creditsOf = (books: Books, invoice: Bill): { note: CreditNote; amount: number; date: string }[] =>
  byParent(books, 'credit', invoice.id).flatMap(({ note: id, amount, date }) => {
    const note = byId(books, 'creditNote', id);
    return note ? [{ note, amount, date }] : [];
  });

const sum = (list: readonly { amount: number }[]): number => list.reduce((total, { amount }) => total + amount, 0);

/** Paid, credited and still due, of an invoice or a credit note; of a note, credited is what was allocated. */
export function settlementOf(books: Books, bill: Invoice | CreditNote) {
  const paid = sum(paymentsOf(books, bill));
  const credited = 'allocations' in bill ? sum(bill.allocations) : sum(creditsOf(books, bill));
  return { paid, credited, due: ['VOIDED', 'DELETED'].includes(bill.status) ? 0 : bill.total - paid - credited };
}

export const keyOf = (number: string): string => number.trim().toLowerCase();

export const saveInvoice = (books: Books, invoice: Invoice): Invoice =>
  save(books, 'invoice', invoice, { key: keyOf(invoice.number), parent: invoice.contact });

export const saveCreditNote = (books: Books, note: CreditNote): CreditNote =>
  save(books, 'creditNote', note, { key: keyOf(note.number), parent: note.contact });

/** After money moved: what is fully settled is PAID, and what no longer is goes back to AUTHORISED. */
export function settle(books: Books, kind: 'invoice' | 'creditNote', id: string, date: string): void {
  const bill = byId(books, kind, id);
  if (!bill || (bill.status !== 'AUTHORISED' && bill.status !== 'PAID')) return;
  const { due } = settlementOf(books, bill);
  const status = due === 0 ? 'PAID' : 'AUTHORISED';
  const settled = { ...bill, status, paidOn: due === 0 ? (bill.paidOn ?? date) : null };
  if ('allocations' in settled) saveCreditNote(books, settled);
  else saveInvoice(books, settled);
}
