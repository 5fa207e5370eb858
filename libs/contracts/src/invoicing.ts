import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, date, everyRole, id, positiveAmount, text } from './common.ts';

const service = 'invoicing';

/** Decimal text: at most four decimals of a percent. */
const percent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/);
const discount = z.union([z.strictObject({ percent }), z.strictObject({ amount })]);
const tax = z.strictObject({
  id: text(60),
  name: text(60),
  percent,
  inclusive: z.boolean(),
  kind: z.enum(['standard', 'reverseCharge', 'exempt']).optional(),
});
const line = z.strictObject({
  id: text(60),
  description: text(2000),
  quantity: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
  unitAmount: amount,
  discount: discount.optional(),
  taxes: z.array(tax).max(8),
});
/** Beyond this an invoice belongs on a usage report; the limit is billing's. */
const lines = z.array(line).max(1000);

const taxTotal = z.strictObject({
  rateId: z.string(),
  name: z.string(),
  percent: z.string(),
  inclusive: z.boolean(),
  taxable: z.int(),
  amount: z.int(),
});
const totals = z.strictObject({
  subtotal: amount,
  discountTotal: amount,
  taxTotal: amount,
  total: amount,
  taxes: z.array(taxTotal),
});

export const invoiceStatus = z.enum(['draft', 'open', 'partlyPaid', 'paid', 'overdue', 'void', 'uncollectible']);

export const draftInvoice = command({
  service,
  name: 'draftInvoice',
  version: 1,
  input: z.strictObject({
    invoiceId: id,
    customerId: id,
    /** Without it, the customer's own or else the tenant's. */
    currency: currency.optional(),
    lines,
    discount: discount.optional(),
    poNumber: text(60).optional(),
    note: text(2000).optional(),
    terms_days: z.int().min(0).max(365).optional(),
  }),
  output: z.strictObject({ invoiceId: id, total: amount }),
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

export const issueInvoice = command({
  service,
  name: 'issueInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({
    invoiceId: id,
    number: z.string(),
    total: amount,
    currency,
    dueDate: date,
    status: invoiceStatus,
  }),
  callers: { staff: billingStaff },
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
    /** Without lines, all that is left of the invoice. A line is credited by what is taken off its total, tax included. */
    lines: z
      .array(z.strictObject({ lineId: text(60), amount: positiveAmount }))
      .min(1)
      .max(1000)
      .optional(),
    reason: text(500),
  }),
  output: z.strictObject({ creditNoteId: id, number: z.string(), total: amount, offBalance: amount, toCredit: amount }),
  callers: { staff: billingStaff },
  sealed: ['reason'],
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
    poNumber: z.string().nullable(),
    note: z.string().nullable(),
    totals,
    paid: amount,
    credited: amount,
    due: amount,
    held: amount,
    lines: z.array(
      z.strictObject({
        id: z.string(),
        description: z.string(),
        quantity: z.string(),
        unitAmount: z.int(),
        net: z.int(),
        tax: z.int(),
        total: z.int(),
        why: z.array(z.string()),
      }),
    ),
    allocations: z.array(z.strictObject({ paymentId: id, amount: positiveAmount })),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['payments'] },
  sealedOutput: ['note', 'poNumber'],
});

export const getCredit = query({
  service,
  name: 'getCredit',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ credits: z.array(z.strictObject({ currency, amount })) }),
  callers: { staff: everyRole, customer: 'own' },
});

const ofInvoice = { invoiceId: id, customerId: id, currency };

export const invoiceIssued = event({
  service,
  name: 'invoiceIssued',
  version: 1,
  input: z.strictObject({
    ...ofInvoice,
    number: z.string(),
    issueDate: date,
    dueDate: date,
    /** Net of tax, tax and their sum; minor units. */
    net: amount,
    tax: amount,
    total: amount,
    taxes: z.array(taxTotal),
  }),
  readers: ['reporting', 'payments'],
});

export const paymentAllocated = event({
  service,
  name: 'paymentAllocated',
  version: 1,
  input: z.strictObject({ ...ofInvoice, paymentId: id, amount: positiveAmount, date }),
  readers: ['reporting'],
});

export const creditCreated = event({
  service,
  name: 'creditCreated',
  version: 1,
  input: z.strictObject({
    customerId: id,
    currency,
    amount: positiveAmount,
    date,
    /** Where it came from: money beyond what was due, or a credit note on what was paid. */
    source: z.enum(['payment', 'creditNote']),
    sourceId: id,
  }),
  readers: ['reporting'],
});

export const invoicePartlyPaid = event({
  service,
  name: 'invoicePartlyPaid',
  version: 1,
  input: z.strictObject({ ...ofInvoice, paid: amount, due: amount }),
  readers: ['gateway'],
});

export const invoicePaid = event({
  service,
  name: 'invoicePaid',
  version: 1,
  input: z.strictObject({ ...ofInvoice, paid: amount }),
  readers: ['gateway'],
});

export const invoiceVoided = event({
  service,
  name: 'invoiceVoided',
  version: 1,
  input: z.strictObject({ ...ofInvoice, date, net: amount, tax: amount, total: amount }),
  readers: ['reporting', 'payments'],
});

export const creditNoteIssued = event({
  service,
  name: 'creditNoteIssued',
  version: 1,
  input: z.strictObject({
    ...ofInvoice,
    creditNoteId: id,
    number: z.string(),
    date,
    net: amount,
    tax: amount,
    total: amount,
    /** Of the total: what lowers the debt, and what becomes credit since it was paid already. */
    offBalance: amount,
    toCredit: amount,
  }),
  readers: ['reporting'],
});
