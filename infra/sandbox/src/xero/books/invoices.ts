import type { Reply, XeroCall } from '../api/call.ts';
import { day, envelope, everyElement, moment } from '../api/envelope.ts';
import { listReply, valuesOf } from '../api/lists.ts';
import { shown } from '../decimal.ts';
import { contactName } from './contacts.ts';
import { all, type Books, byId } from './documents.ts';
import { invoiceByNumber, invoiceFrom } from './invoiceBody.ts';
import { lineWire } from './lines.ts';
import { notFound } from './settings.ts';
import { creditsOf, paymentsOf, settlementOf } from './settlement.ts';
import type { Bill, Invoice, Payment } from './types.ts';

/** A payment as the document it pays shows it. */
const paymentLine = (payment: Payment): object => ({
  PaymentID: payment.id,
  Date: day('Date', payment.date).Date,
  Amount: shown(payment.amount, 2),
  Reference: payment.reference,
  CurrencyRate: shown(payment.rate, 6),
  HasAccount: true,
  HasValidationErrors: false,
});

export const paymentLines = (books: Books, bill: Bill): object[] => paymentsOf(books, bill).map(paymentLine);

/** What invoices and credit notes show alike. */
export function billWire(books: Books, bill: Bill): object {
  const contact = byId(books, 'contact', bill.contact);
  return {
    Type: bill.type,
    Reference: bill.reference,
    SentToContact: bill.sent,
    CurrencyRate: shown(bill.rate, 6),
    CurrencyCode: bill.currency,
    HasErrors: false,
    HasAttachments: false,
    Contact: contact ? contactName(contact) : { ContactID: bill.contact },
    ...day('Date', bill.date),
    ...(bill.dueDate === null ? {} : day('DueDate', bill.dueDate)),
    Status: bill.status,
    LineAmountTypes: bill.lineAmountTypes,
    SubTotal: shown(bill.subTotal, 2),
    TotalTax: shown(bill.totalTax, 2),
    Total: shown(bill.total, 2),
    ...(bill.paidOn === null ? {} : { FullyPaidOnDate: day('Date', bill.paidOn).Date }),
    UpdatedDateUTC: moment(bill.updatedMs),
  };
}

/** An invoice without its lines, as long lists give it. */
function invoiceHead(books: Books, invoice: Invoice) {
  const { paid, credited, due } = settlementOf(books, invoice);
  return {
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    ...billWire(books, invoice),
    Payments: paymentLines(books, invoice),
    CreditNotes: creditsOf(books, invoice).map(({ note, amount, date }) => ({
      CreditNoteID: note.id,
      CreditNoteNumber: note.number,
      AppliedAmount: shown(amount, 2),
      Date: day('Date', date).Date,
      Total: shown(note.total, 2),
      HasErrors: false,
    })),
    Prepayments: [],
    Overpayments: [],
    AmountDue: shown(due, 2),
    AmountPaid: shown(paid, 2),
    AmountCredited: shown(credited, 2),
    IsDiscounted: invoice.lines.some(({ discountPercent }) => (discountPercent ?? 0) !== 0),
    ...(invoice.url === null ? {} : { Url: invoice.url }),
    LineItems: [],
  };
}

/** An invoice with everything. */
const invoiceWire = (books: Books, invoice: Invoice): object => ({
  ...invoiceHead(books, invoice),
  LineItems: invoice.lines.map(lineWire),
});

const fields = [
  'InvoiceID',
  'InvoiceNumber',
  'Type',
  'Status',
  'Reference',
  'Date',
  'DueDate',
  'CurrencyCode',
  'Total',
  'AmountDue',
  'AmountPaid',
  'Contact.ContactID',
  'Contact.Name',
  'UpdatedDateUTC',
];

function found(call: XeroCall): Invoice[] {
  const ids = valuesOf(call.query, 'IDs');
  const numbers = valuesOf(call.query, 'InvoiceNumbers');
  if (ids) return ids.flatMap((id) => byId(call, 'invoice', id) ?? []);
  if (numbers) return numbers.flatMap((number) => invoiceByNumber(call, number) ?? []);
  return all(call, 'invoice');
}

/** GET /Invoices and /Invoices/{InvoiceID or InvoiceNumber}. Lines come with one invoice and with pages, not with whole lists. */
export function getInvoices(call: XeroCall): Reply {
  if (call.id !== undefined) {
    const invoice = byId(call, 'invoice', call.id) ?? invoiceByNumber(call, call.id);
    if (!invoice) throw notFound(call);
    return envelope(call, 'Invoices', [invoiceWire(call, invoice)]);
  }
  const statuses = valuesOf(call.query, 'Statuses')?.map((status) => status.toUpperCase());
  const contacts = valuesOf(call.query, 'ContactIDs')?.map((id) => id.toLowerCase());
  const chosen = found(call).filter(
    ({ status, contact, updatedMs }) =>
      (statuses ? statuses.includes(status) : status !== 'DELETED') &&
      (contacts?.includes(contact) ?? true) &&
      updatedMs >= (call.modifiedSince ?? 0),
  );
  const wholes = new Map(chosen.map((invoice) => [invoice.id, invoice]));
  const heads = chosen.map((invoice) => invoiceHead(call, invoice));
  const brief = call.query.get('summaryOnly') === 'true';
  return listReply(call, 'Invoices', heads, fields, (head) => {
    const invoice = wholes.get(head.InvoiceID);
    return brief || !invoice ? head : { ...head, LineItems: invoice.lines.map(lineWire) };
  });
}

/** PUT creates, POST creates or changes; POST /Invoices/{InvoiceID} changes that one. */
export const writeInvoices = (call: XeroCall): Reply =>
  everyElement(call, 'Invoices', 'HasErrors', (element) => invoiceWire(call, invoiceFrom(call, element)));
