import { fileRef } from '@purser/document';
import { command } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, date, everyRole, id, positiveAmount, text } from '../common.ts';
import { discount, invoiceStatus, lines, paymentMethod, quantity, service } from './shapes.ts';

const draftFields = {
  invoiceId: id,
  customerId: id,
  /** Without it, the customer's own or else the tenant's. */
  currency: currency.optional(),
  lines,
  discount: discount.optional(),
  poNumber: text(60).optional(),
  note: text(2000).optional(),
  terms_days: z.int().min(0).max(365).optional(),
};

export const draftInvoice = command({
  service,
  name: 'draftInvoice',
  version: 1,
  input: z.strictObject(draftFields),
  output: z.strictObject({ invoiceId: id, total: amount }),
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

/** Replaces a draft whole; its customer too. @throws Fault rejected `invoice_issued` */
export const updateDraft = command({
  service,
  name: 'updateDraft',
  version: 1,
  input: z.strictObject(draftFields),
  output: z.strictObject({ invoiceId: id, total: amount }),
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

/** A draft never was a document: it leaves nothing behind. @throws Fault rejected `invoice_issued` */
export const discardDraft = command({
  service,
  name: 'discardDraft',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ invoiceId: id }),
  callers: { staff: billingStaff },
});

export const issueInvoice = command({
  service,
  name: 'issueInvoice',
  version: 1,
  input: z.strictObject({
    invoiceId: id,
    /** Today in the tenant's zone without it; never later than that. */
    issueDate: date.optional(),
    /** Whether the customer gets it by mail at once; true without it. */
    send: z.boolean().optional(),
    /** Whether credit that the customer has settles it, as far as there is some; true without it. */
    applyCredit: z.boolean().optional(),
  }),
  output: z.strictObject({
    invoiceId: id,
    number: z.string(),
    total: amount,
    currency,
    dueDate: date,
    status: invoiceStatus,
  }),
  callers: { staff: billingStaff, services: ['invoicing'] },
});

export const voidInvoice = command({
  service,
  name: 'voidInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id, reason: text(500) }),
  output: z.strictObject({ invoiceId: id, status: invoiceStatus }),
  callers: { staff: billingStaff },
  sealed: ['reason'],
});

export const creditInvoice = command({
  service,
  name: 'creditInvoice',
  version: 1,
  input: z.strictObject({
    creditNoteId: id,
    invoiceId: id,
    /** Without lines and amount, all that is left. A line is credited by what is taken off its total, tax included, or by quantity. */
    lines: z
      .array(
        z.union([
          z.strictObject({ lineId: text(60), amount: positiveAmount }),
          z.strictObject({ lineId: text(60), quantity }),
        ]),
      )
      .min(1)
      .max(1000)
      .optional(),
    /** Of the invoice as a whole, spread over its lines; not together with lines. */
    amount: positiveAmount.optional(),
    /**
     * Where the value goes: it lowers what is due first, always. What was paid already becomes the customer's credit, which is so
     * without a word too, or is asked back for them; `balance` refuses what is beyond the due.
     */
    to: z.enum(['balance', 'credit', 'refund']).optional(),
    reason: text(500),
  }),
  output: z.strictObject({
    creditNoteId: id,
    number: z.string(),
    total: amount,
    offBalance: amount,
    toCredit: amount,
    /** Of what became credit, how much is asked back for the customer. */
    refundAsked: amount,
  }),
  callers: { staff: billingStaff },
  sealed: ['reason'],
});

/** Money that came another way than through Stripe. What is beyond the debt becomes the customer's credit. */
export const recordPayment = command({
  service,
  name: 'recordPayment',
  version: 1,
  input: z.strictObject({
    paymentId: id,
    invoiceId: id,
    amount: positiveAmount,
    method: paymentMethod,
    /** In the tenant's zone; never later than today, never before the issue. */
    receivedOn: date,
    reference: text(140).optional(),
    /** Whether the customer gets a receipt by mail; true without it. */
    receipt: z.boolean().optional(),
  }),
  output: z.strictObject({ paymentId: id, allocated: amount, credit: amount, status: invoiceStatus }),
  callers: { staff: billingStaff },
  sealed: ['reference'],
});

/** Makes the PDF of a document once; asking again gives the same file. */
export const renderDocument = command({
  service,
  name: 'renderDocument',
  version: 1,
  input: z.strictObject({ documentId: id }),
  output: z.strictObject({ documentId: id, number: z.string(), customerId: id, file: fileRef }),
  callers: { staff: everyRole, customer: 'own', services: ['gateway', 'notifications', 'invoicing'] },
  // The reference is the key to the file: it stands in the document's row, under the customer's key, and nowhere else.
  secret: ['file'],
  sealedOutput: ['file'],
});

/** Holds what an attempt may take, under the invoice's lock. The attempt's id makes asking twice the same as asking once. */
export const reservePayment = command({
  service,
  name: 'reservePayment',
  version: 1,
  input: z.strictObject({
    invoiceId: id,
    attemptId: id,
    /** Null asks for all that is due. */
    amount: positiveAmount.nullable(),
    /** The customer who asks; null when staff or autopay does. Another customer's invoice is not found. */
    customerId: id.nullable(),
  }),
  output: z.strictObject({ invoiceId: id, customerId: id, number: z.string(), amount: positiveAmount, currency }),
  callers: { services: ['payments'] },
});

/** Ends a hold whose attempt took nothing. Releasing what is not held does nothing. */
export const releasePayment = command({
  service,
  name: 'releasePayment',
  version: 1,
  input: z.strictObject({ invoiceId: id, attemptId: id }),
  output: z.strictObject({ released: z.boolean() }),
  callers: { services: ['payments'] },
});

/** The customer opened the invoice's page. The first time counts for the timeline. */
export const recordView = command({
  service,
  name: 'recordView',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ invoiceId: id }),
  callers: { customer: 'own' },
});
