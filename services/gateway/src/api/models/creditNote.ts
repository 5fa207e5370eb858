import { z } from 'zod';
import { creditNoteId, customerId, date, instant, invoiceId, money, pageQuery, units } from './common.ts';

export const creditNoteSummary = z.strictObject({
  id: creditNoteId,
  number: z.string(),
  /** What it credits. */
  invoice: z.strictObject({ id: invoiceId, number: z.string() }),
  customer: z.strictObject({ id: customerId, name: z.string().nullable() }),
  net: money,
  tax: money,
  total: money,
  /** Of the total: what lowered the debt, and what became credit since it was paid already. */
  offBalance: money,
  toCredit: money,
  issueDate: date,
  createdAt: instant,
  /** Where its document is; null for those from before documents were kept. */
  pdf: z.string().nullable(),
});
export type CreditNoteSummaryModel = z.infer<typeof creditNoteSummary>;

export const creditNoteDetail = creditNoteSummary.extend({
  /** Null once its customer was erased. */
  reason: z.string().nullable(),
  lines: z.array(
    z.strictObject({
      /** The invoice's line. */
      id: z.string(),
      description: z.string(),
      /** Decimal text; null where an amount was credited and not a number of things. */
      quantity: z.string().nullable(),
      /** Minor units. */
      net: units,
      tax: units,
      total: units,
    }),
  ),
});
export type CreditNoteDetailModel = z.infer<typeof creditNoteDetail>;

export const creditNoteListQuery = z.strictObject({
  customer: customerId.optional(),
  invoice: invoiceId.optional(),
  ...pageQuery,
});

/** As an invoice tells of it. */
export const invoicesCreditNote = z.strictObject({
  id: creditNoteId,
  number: z.string(),
  total: money,
  /** Of the total: what lowered the debt, what became credit, and how much of that is to go back as money. */
  offBalance: money,
  toCredit: money,
  refundAsked: money,
  issueDate: date,
  pdf: z.string().nullable(),
});
export type InvoicesCreditNoteModel = z.infer<typeof invoicesCreditNote>;
