import { documentModel, fileRef } from '@purser/document';
import { query } from '@purser/message';
import { z } from 'zod';
import { amount, currency, cursor, date, everyRole, id, instant, pageSize, positiveAmount, text } from '../common.ts';
import { panelInput, panelView } from '../panel.ts';
import { discount, documentKind, invoiceStatus, service, tax, timelineWhat, totals } from './shapes.ts';

export const getInvoice = query({
  service,
  name: 'getInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({
    invoiceId: id,
    customerId: id,
    number: z.string().nullable(),
    status: invoiceStatus,
    currency,
    issueDate: date.nullable(),
    dueDate: date.nullable(),
    terms_days: z.int().nullable(),
    createdAt: instant,
    discount: discount.nullable(),
    poNumber: z.string().nullable(),
    note: z.string().nullable(),
    totals,
    paid: amount,
    credited: amount,
    /** Of the customer's credit, what settled some of it; and what nobody expects any more. */
    creditApplied: amount,
    writtenOff: amount,
    due: amount,
    held: amount,
    /** The customer's bank takes issue with a payment, or did and kept the money. */
    disputed: z.enum(['open', 'lost']).nullable(),
    lines: z.array(
      z.strictObject({
        id: z.string(),
        description: z.string(),
        quantity: z.string(),
        unitAmount: z.int(),
        discount: discount.nullable(),
        taxes: z.array(tax),
        net: z.int(),
        tax: z.int(),
        total: z.int(),
        why: z.array(z.string()),
      }),
    ),
    /**
     * Of a draft, for staff: the taxes of its lines that keep it from being issued today, as `lines.<at>.taxes.<at>`; a rate that has
     * ended, not begun, changed or gone.
     */
    taxProblems: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })),
    allocations: z.array(
      z.strictObject({
        paymentId: id,
        amount: positiveAmount,
        /** Of the amount, what went back or was taken back. */
        reversed: amount,
      }),
    ),
    /** What was credited of it, the oldest first; a thousand at most. */
    creditNotes: z.array(
      z.strictObject({
        creditNoteId: id,
        number: z.string(),
        total: amount,
        issueDate: date,
        hasDocument: z.boolean(),
        offBalance: amount,
        toCredit: amount,
        /** Of what became credit, money that is to go back to the customer. */
        refundAsked: amount,
      }),
    ),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['payments', 'notifications', 'accounting'] },
  sealedOutput: ['note', 'poNumber'],
});

/** Invoices, the newest first; customers see issued ones only. */
export const listInvoices = query({
  service,
  name: 'listInvoices',
  version: 1,
  input: z.strictObject({
    customerId: id.optional(),
    /** One status, or all that is owed. */
    status: z.enum([...invoiceStatus.options, 'outstanding']).optional(),
    /** The beginning of a number. */
    number: text(60).optional(),
    /** Of these alone. */
    ids: z.array(id).max(100).optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    invoices: z.array(
      z.strictObject({
        invoiceId: id,
        customerId: id,
        number: z.string().nullable(),
        status: invoiceStatus,
        currency,
        total: amount,
        due: amount,
        issueDate: date.nullable(),
        dueDate: date.nullable(),
        createdAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** The invoices tab, for staff and for the portal: each reader's own. */
export const invoicesPanel = query({
  service,
  name: 'invoicesPanel',
  version: 1,
  input: panelInput,
  output: panelView,
  callers: { staff: everyRole, customer: 'own' },
});

/** What is owed to the tenant now, per currency. */
export const getReceivables = query({
  service,
  name: 'getReceivables',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    currencies: z.array(
      z.strictObject({
        currency,
        outstanding: amount,
        outstandingCount: z.int(),
        overdue: amount,
        overdueCount: z.int(),
        draft: amount,
        draftCount: z.int(),
      }),
    ),
    /** The longest overdue first, ten at most. */
    overdue: z.array(
      z.strictObject({ invoiceId: id, customerId: id, number: z.string(), due: amount, currency, dueDate: date }),
    ),
  }),
  callers: { staff: everyRole },
});

/** What happened to an invoice as invoicing knows it, the oldest first. */
export const getTimeline = query({
  service,
  name: 'getTimeline',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: instant,
        what: timelineWhat,
        /** Who did it: a person by id, or one of the services. */
        actor: z.strictObject({ kind: z.enum(['staff', 'customer', 'service', 'public']), id: z.string() }),
        amount: amount.nullable(),
        currency: currency.nullable(),
        /** The payment, credit note or document it speaks of. */
        sourceId: id.nullable(),
        /** What staff wrote: a remark, or a reason. For staff alone; gone with the customer's erasure. */
        text: z.string().nullable(),
      }),
    ),
  }),
  callers: { staff: everyRole, customer: 'own' },
  sealedOutput: ['entries.*.text'],
});

/** A frozen document. An invoice's has the invoice's id, a receipt's the payment's, a credit note's its own, a quote's the quote's. A draft has none yet. */
export const getDocument = query({
  service,
  name: 'getDocument',
  version: 1,
  input: z.strictObject({ documentId: id }),
  output: z.strictObject({
    documentId: id,
    kind: documentKind,
    number: z.string(),
    /** Null where it is not about an invoice. */
    invoiceId: id.nullable(),
    customerId: id,
    model: documentModel,
    /** Null until somebody asked for the PDF. */
    file: fileRef.nullable(),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['notifications'] },
  sealedOutput: ['model', 'file'],
});

/** How an invoice would look if it were issued now; for the preview of a draft. */
export const previewDocument = query({
  service,
  name: 'previewDocument',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ model: documentModel }),
  callers: { staff: everyRole },
  sealedOutput: ['model'],
});

export const getCredit = query({
  service,
  name: 'getCredit',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ credits: z.array(z.strictObject({ currency, amount })) }),
  callers: { staff: everyRole, customer: 'own' },
});
