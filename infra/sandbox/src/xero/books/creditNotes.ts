import type { Reply, XeroCall } from '../api/call.ts';
import { day, envelope, everyElement } from '../api/envelope.ts';
import { Invalid } from '../api/errors.ts';
import { listReply, valuesOf } from '../api/lists.ts';
import { countIn, dateIn, type Fields, fieldsOf, textIn } from '../api/reader.ts';
import { shown } from '../decimal.ts';
import { uuid } from '../uuid.ts';
import { type BillKind, billComputed, billFields, billFrom } from './billBody.ts';
import { all, type Books, byId, byKey, save } from './documents.ts';
import { invoiceByNumber } from './invoiceBody.ts';
import { billWire, paymentLines } from './invoices.ts';
import { lineWire } from './lines.ts';
import { nextNumber } from './organisation.ts';
import { notFound } from './settings.ts';
import { keyOf, paymentsOf, saveCreditNote, settle, settlementOf } from './settlement.ts';
import type { Allocation, CreditNote } from './types.ts';

const kind: BillKind = { what: 'CreditNote', types: ['ACCRECCREDIT', 'ACCPAYCREDIT'], sale: 'ACCRECCREDIT' };
const known = ['CreditNoteID', 'CreditNoteNumber', ...billFields];

const allocationWire = (books: Books, { id, invoice, amount, date }: Allocation): object => ({
  AllocationID: id,
  Amount: shown(amount, 2),
  Date: day('Date', date).Date,
  Invoice: { InvoiceID: invoice, InvoiceNumber: byId(books, 'invoice', invoice)?.number ?? '', HasErrors: false },
  IsDeleted: false,
});

const creditNoteWire = (books: Books, note: CreditNote): object => ({
  CreditNoteID: note.id,
  CreditNoteNumber: note.number,
  ...billWire(books, note),
  Payments: paymentLines(books, note),
  Allocations: note.allocations.map((one) => allocationWire(books, one)),
  RemainingCredit: shown(settlementOf(books, note).due, 2),
  LineItems: note.lines.map(lineWire),
});

const byNumber = (books: Books, number: string): CreditNote | undefined =>
  byKey(books, 'creditNote', keyOf(number)).find(({ status }) => status !== 'DELETED');

/** The credit note an id or number names. */
export const creditNoteNamed = (books: Books, name: string): CreditNote | undefined =>
  byId(books, 'creditNote', name) ?? byNumber(books, name);

function meant(call: XeroCall, fields: Fields): CreditNote | undefined {
  const number = textIn(fields, 'CreditNoteNumber');
  const same = number === undefined ? undefined : byNumber(call, number);
  if (call.method === 'PUT' && same) throw new Invalid(['Credit Note # must be unique.']);
  if (call.method === 'PUT') return undefined;
  const id = call.id ?? textIn(fields, 'CreditNoteID', 50);
  if (id === undefined) return same;
  const found = creditNoteNamed(call, id);
  if (!found) throw new Invalid([`A Credit Note with the CreditNoteID ${id} could not be found.`]);
  return found;
}

function creditNoteFrom(call: XeroCall, element: unknown): CreditNote {
  const fields = fieldsOf(element, 'CreditNote', known, billComputed);
  const current = meant(call, fields);
  if (current && (current.allocations.length > 0 || paymentsOf(call, current).length > 0))
    throw new Invalid(['This document cannot be edited as it has a payment or credit note allocated to it.']);
  const given = textIn(fields, 'CreditNoteNumber');
  const bill = billFrom(call, fields, current, kind);
  const number = given ?? current?.number ?? nextNumber(call.world, call.tenant, 'credit');
  return saveCreditNote(call, { ...bill, number, allocations: current?.allocations ?? [] });
}

const fields = [
  'CreditNoteID',
  'CreditNoteNumber',
  'Type',
  'Status',
  'Reference',
  'Date',
  'CurrencyCode',
  'Total',
  'RemainingCredit',
  'Contact.ContactID',
  'UpdatedDateUTC',
];

/** GET /CreditNotes and /CreditNotes/{CreditNoteID or CreditNoteNumber}. */
export function getCreditNotes(call: XeroCall): Reply {
  if (call.id !== undefined) {
    const note = creditNoteNamed(call, call.id);
    if (!note) throw notFound(call);
    return envelope(call, 'CreditNotes', [creditNoteWire(call, note)]);
  }
  const ids = valuesOf(call.query, 'IDs');
  const notes = ids ? ids.flatMap((id) => byId(call, 'creditNote', id) ?? []) : all(call, 'creditNote');
  const chosen = notes.filter(({ updatedMs }) => updatedMs >= (call.modifiedSince ?? 0));
  return listReply(
    call,
    'CreditNotes',
    chosen.map((note) => creditNoteWire(call, note)),
    fields,
  );
}

/** PUT creates, POST creates or changes. */
export const writeCreditNotes = (call: XeroCall): Reply =>
  everyElement(call, 'CreditNotes', 'HasErrors', (element) => creditNoteWire(call, creditNoteFrom(call, element)));

function invoiceIn(call: XeroCall, value: unknown) {
  const named = fieldsOf(value, 'Invoice', ['InvoiceID', 'InvoiceNumber']);
  const [id, number] = [textIn(named, 'InvoiceID', 50), textIn(named, 'InvoiceNumber')];
  return id === undefined ? invoiceByNumber(call, number ?? '') : byId(call, 'invoice', id);
}

/** PUT /CreditNotes/{CreditNoteID}/Allocations: sets some of the credit against an invoice. */
export function putAllocations(call: XeroCall): Reply {
  const id = call.id ?? '';
  if (!byId(call, 'creditNote', id)) throw notFound(call);
  return everyElement(call, 'Allocations', 'HasErrors', (element) => {
    const read = fieldsOf(element, 'Allocation', ['Amount', 'Date', 'Invoice'], ['AllocationID', 'IsDeleted']);
    const note = byId(call, 'creditNote', id);
    const amount = countIn(read, 'Amount', 2) ?? 0;
    const date = dateIn(read, 'Date');
    const invoice = invoiceIn(call, read.values.get('Invoice') ?? {});
    const problems = [...read.problems];
    if (!note || !invoice) throw new Invalid(['The invoice of the allocation could not be found.']);
    if (date === undefined) problems.push('The date of the allocation must be specified.');
    if (note.status !== 'AUTHORISED' || invoice.status !== 'AUTHORISED')
      problems.push('Only authorised documents can be allocated.');
    if (invoice.contact !== note.contact || invoice.currency !== note.currency)
      problems.push('The invoice must have the contact and currency of the credit note.');
    if (amount <= 0) problems.push('The amount of the allocation must be greater than zero.');
    if (amount > settlementOf(call, note).due) problems.push('The amount exceeds the remaining credit.');
    if (amount > settlementOf(call, invoice).due)
      problems.push('The amount exceeds the amount outstanding on the invoice.');
    if (problems.length > 0 || date === undefined) throw new Invalid(problems);
    const allocation = { id: uuid(call.world.ids), invoice: invoice.id, amount, date };
    saveCreditNote(call, { ...note, allocations: [...note.allocations, allocation] });
    save(
      call,
      'credit',
      { id: allocation.id, updatedMs: call.nowMs, note: note.id, amount, date },
      { parent: invoice.id },
    );
    settle(call, 'creditNote', note.id, date);
    settle(call, 'invoice', invoice.id, date);
    return allocationWire(call, allocation);
  });
}
