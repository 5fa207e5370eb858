import { z } from 'zod';
import { bankDetails, type brand, common, day, line, taxTable, text, totals, units } from './shapes.ts';

/**
 * How a document is drawn. It is absent, or lower, on those frozen before something about the looks changed: they stay as they were.
 * 2: tables carry their sums from page to page. 3: taxes stand beside the totals, and the code to scan beside the bank details.
 */
const beside = z.literal(3).optional();

const invoiceDocument = z.strictObject({
  ...common,
  kind: z.literal('invoice'),
  edition: z.literal([2, 3]).optional(),
  issuedOn: day,
  dueOn: day,
  terms_days: z.int(),
  poNumber: text.nullable(),
  note: text.nullable(),
  lines: z.array(z.strictObject(line)),
  totals,
  bank: bankDetails.nullable(),
  /** What the customer had in credit when it was issued, beyond what settled this. */
  credit: units.min(0).optional(),
  /** How much of it the customer's credit settled when it was issued. */
  creditApplied: units.min(1).optional(),
  /**
   * Where it can be paid, as text and as a code to scan: an address that asks who one is. A document is kept and passed on, so
   * nothing that opens by itself ever stands on one.
   */
  payment: z.strictObject({ url: text.min(1).max(500) }).optional(),
});

const receiptDocument = z.strictObject({
  ...common,
  kind: z.literal('receipt'),
  paidOn: day,
  amount: units,
  /** In words, as in `Card` or `Bank transfer`. */
  method: text,
  /** `credit` is what credit and credit notes had settled of it before. */
  invoice: z.strictObject({
    number: text,
    issuedOn: day,
    total: units,
    paidBefore: units,
    credit: units.min(1).optional(),
    remaining: units,
  }),
});

const creditNoteDocument = z.strictObject({
  ...common,
  kind: z.literal('creditNote'),
  edition: beside,
  issuedOn: day,
  /** What it credits. */
  invoice: z.strictObject({ number: text, issuedOn: day }),
  reason: text.nullable(),
  lines: z.array(
    z.strictObject({
      id: text,
      description: text,
      /** Decimal text; null where an amount was credited and not a number of things. */
      quantity: text.nullable(),
      /** Short names of its taxes, as in `VAT 20%`. */
      taxes: z.array(text),
      net: units,
      tax: units,
      total: units,
    }),
  ),
  totals: z.strictObject({ net: units, tax: units, total: units, taxes: taxTable }),
  /** Of the total: what lowers the invoice's debt, and what becomes credit since it was paid already. */
  offBalance: units,
  toCredit: units,
});

const quoteDocument = z.strictObject({
  ...common,
  kind: z.literal('quote'),
  edition: beside,
  /** Which of its versions, from 1. Not the model's own `version`. */
  quoteVersion: z.int().min(1),
  issuedOn: day,
  validUntil: day,
  terms_days: z.int(),
  poNumber: text.nullable().optional(),
  note: text.nullable(),
  lines: z.array(
    z.strictObject({
      ...line,
      /** The customer may leave it out. */
      optional: z.boolean(),
      /** It is in the totals; true of every line that is not optional. */
      chosen: z.boolean(),
    }),
  ),
  /** Of the chosen lines. */
  totals,
});

const statementDocument = z.strictObject({
  ...common,
  /** `number` may be empty: then the period stands in its place. */
  kind: z.literal('statement'),
  from: day,
  until: day,
  /** What the customer owed before; as all balances, negative where the tenant owes. */
  opening: units,
  entries: z.array(
    z.strictObject({
      date: day,
      kind: z.enum(['invoice', 'payment', 'creditNote', 'credit', 'refund', 'void']),
      /** A number or what else it goes by; may be empty. */
      reference: text,
      /** Of an invoice. */
      dueOn: day.optional(),
      /** What it added to the debt, and what it took off. */
      debit: units,
      credit: units,
      /** After it. */
      balance: units,
    }),
  ),
  closing: units,
  /** What is due on the last day, by how long it has been. */
  ageing: z.strictObject({
    current: units,
    days1to30: units,
    days31to60: units,
    days61to90: units,
    over90: units,
  }),
  /** What the customer has in credit on the last day. */
  creditAvailable: units,
});

/**
 * A document as its reader gets it, whole and frozen: the page in the browser and the PDF are made from this and from nothing else, so both
 * say the same for ever. Amounts are minor units of `currency`.
 */
export const documentModel = z.discriminatedUnion('kind', [
  invoiceDocument,
  receiptDocument,
  creditNoteDocument,
  quoteDocument,
  statementDocument,
]);
export type DocumentModel = z.infer<typeof documentModel>;
export type InvoiceDocument = z.infer<typeof invoiceDocument>;
export type ReceiptDocument = z.infer<typeof receiptDocument>;
export type CreditNoteDocument = z.infer<typeof creditNoteDocument>;
export type QuoteDocument = z.infer<typeof quoteDocument>;
export type StatementDocument = z.infer<typeof statementDocument>;
export type Brand = z.infer<typeof brand>;
