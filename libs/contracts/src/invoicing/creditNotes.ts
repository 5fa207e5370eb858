import { query } from '@purser/message';
import { z } from 'zod';
import { amount, currency, cursor, date, everyRole, id, instant, pageSize } from '../common.ts';
import { service } from './shapes.ts';

const creditNote = {
  creditNoteId: id,
  number: z.string(),
  /** What it credits. */
  invoiceId: id,
  invoiceNumber: z.string(),
  customerId: id,
  currency,
  net: amount,
  tax: amount,
  total: amount,
  /** Of the total: what lowered the debt, and what became credit since it was paid already. */
  offBalance: amount,
  toCredit: amount,
  issueDate: date,
  createdAt: instant,
  /** Whether there is a document of it; of those written before documents were kept there is none. */
  hasDocument: z.boolean(),
};

/** Credit notes, the newest first; a customer's own. */
export const listCreditNotes = query({
  service,
  name: 'listCreditNotes',
  version: 1,
  input: z.strictObject({
    customerId: id.optional(),
    invoiceId: id.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({ creditNotes: z.array(z.strictObject(creditNote)), next: z.string().nullable() }),
  callers: { staff: everyRole, customer: 'own' },
});

/** One credit note with its lines. */
export const getCreditNote = query({
  service,
  name: 'getCreditNote',
  version: 1,
  input: z.strictObject({ creditNoteId: id }),
  output: z.strictObject({
    ...creditNote,
    /** Null once its customer was erased. */
    reason: z.string().nullable(),
    lines: z.array(
      z.strictObject({
        lineId: z.string(),
        description: z.string(),
        /** Decimal text; null where an amount was credited and not a number of things. */
        quantity: z.string().nullable(),
        net: z.int(),
        tax: z.int(),
        total: z.int(),
      }),
    ),
  }),
  callers: { staff: everyRole, customer: 'own' },
  sealedOutput: ['reason'],
});
