import { invoiceStatus, invoicing } from '@purser/contracts';
import { documentModel } from '@purser/document';
import { z } from 'zod';
import {
  creditNoteId,
  currency,
  customerId,
  date,
  instant,
  invoiceId,
  money,
  pageQuery,
  paymentId,
  text,
  units,
} from './common.ts';
import { invoicesCreditNote } from './creditNote.ts';

const drafted = invoicing.draftInvoice.input.shape;
const known = invoicing.getInvoice.output.shape;

/** A line as it is written: quantity and percent are decimal text, amounts minor units. */
export const invoiceLineBody = drafted.lines.element;
export type InvoiceLineBody = z.infer<typeof invoiceLineBody>;

export const draftBody = z.strictObject({
  customerId,
  currency: currency.optional(),
  lines: drafted.lines,
  discount: drafted.discount,
  poNumber: drafted.poNumber,
  note: drafted.note,
  termsDays: z.int().min(0).max(365).optional(),
});
export type DraftBody = z.infer<typeof draftBody>;

export const issueBody = z.strictObject({
  issueDate: date.optional(),
  send: z.boolean().optional(),
  /** Whether the customer's credit settles it, as far as there is some; true without it. */
  applyCredit: z.boolean().optional(),
});
export const voidBody = z.strictObject({ reason: text(500) });
const crediting = invoicing.creditInvoice.input.shape;
export const creditBody = z.strictObject({
  reason: text(500),
  /** Of each line an amount, tax included, or a quantity. Without lines and amount, all that is left. */
  lines: crediting.lines,
  /** Of the invoice as a whole; minor units. */
  amount: crediting.amount,
  /** It lowers what is due first. What was paid already becomes credit, or is asked back for the customer. */
  to: crediting.to,
});
export type CreditBody = z.infer<typeof creditBody>;
export const applyCreditBody = z.strictObject({
  /** Minor units; without it as much as there is and is due. */
  amount: invoicing.applyCredit.input.shape.amount,
});
export const writeOffBody = z.strictObject({ reason: text(500) });
export const noteBody = z.strictObject({ text: text(2000) });
export const outsidePaymentBody = z.strictObject({
  /** Minor units of the invoice's currency. */
  amount: invoicing.recordPayment.input.shape.amount,
  method: invoicing.paymentMethod,
  receivedOn: date,
  reference: text(140).optional(),
  receipt: z.boolean().optional(),
});
export type OutsidePaymentBody = z.infer<typeof outsidePaymentBody>;

const customer = z.strictObject({ id: customerId, name: z.string().nullable() });

export const invoiceModel = z.strictObject({
  id: invoiceId,
  number: z.string().nullable(),
  status: invoiceStatus,
  /** Name and mail are null when nobody could say just now. */
  customer: customer.extend({ email: z.string().nullable() }),
  currency,
  issueDate: date.nullable(),
  dueDate: date.nullable(),
  termsDays: z.int().nullable(),
  poNumber: z.string().nullable(),
  note: z.string().nullable(),
  lines: known.lines,
  discount: known.discount,
  /** Of a draft: the taxes of its lines that keep it from being issued today, by path, with a code and in words. */
  taxProblems: known.taxProblems,
  /** Minor units. */
  totals: known.totals,
  paid: money,
  credited: money,
  /** Settled with credit that the customer had; and what nobody expects any more. */
  creditApplied: money,
  writtenOff: money,
  due: money,
  /** Set aside for a payment that is under way. */
  held: money,
  /** The customer's bank takes issue with a payment, or did and kept the money. */
  disputed: known.disputed,
  /** What settled it; `reversed` of the amount went back or was taken back. Minor units. */
  allocations: z.array(z.strictObject({ paymentId, amount: units, reversed: units })),
  creditNotes: z.array(invoicesCreditNote),
  createdAt: instant,
});
export type InvoiceModel = z.infer<typeof invoiceModel>;

export const invoiceSummary = z.strictObject({
  id: invoiceId,
  number: z.string().nullable(),
  status: invoiceStatus,
  customer,
  total: money,
  due: money,
  issueDate: date.nullable(),
  dueDate: date.nullable(),
  createdAt: instant,
});
export type InvoiceSummaryModel = z.infer<typeof invoiceSummary>;

export const invoiceListQuery = z.strictObject({
  customer: customerId.optional(),
  status: invoiceStatus.optional(),
  /** The beginning of a number. */
  number: text(60).optional(),
  ...pageQuery,
});

export const creditNoteModel = z.strictObject({
  creditNoteId,
  number: z.string(),
  total: units,
  /** What lowered the debt, and what became credit since it was paid already; minor units. */
  offBalance: units,
  toCredit: units,
  refundAsked: units,
});
export type CreditNoteModel = z.infer<typeof creditNoteModel>;

export const outsidePaymentModel = z.strictObject({
  paymentId,
  allocated: units,
  credit: units,
  status: invoiceStatus,
});
export type OutsidePaymentModel = z.infer<typeof outsidePaymentModel>;

export const documentAnswer = z.strictObject({ model: documentModel });
export const revokedAnswer = z.strictObject({ revoked: z.int() });
