import { command, event } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, date, id, positiveAmount, text } from '../common.ts';
import { invoiceStatus, service } from './shapes.ts';

const ofInvoice = { invoiceId: id, customerId: id, currency };

/** Settles an invoice, or part of it, with credit that its customer has. */
export const applyCredit = command({
  service,
  name: 'applyCredit',
  version: 1,
  input: z.strictObject({
    applicationId: id,
    invoiceId: id,
    /** Without it as much as there is and is due. */
    amount: positiveAmount.optional(),
  }),
  output: z.strictObject({ applicationId: id, applied: positiveAmount, due: amount, status: invoiceStatus }),
  callers: { staff: billingStaff },
});

export const creditApplied = event({
  service,
  name: 'creditApplied',
  version: 1,
  input: z.strictObject({
    ...ofInvoice,
    applicationId: id,
    amount: positiveAmount,
    date,
    /** What is still due after it. */
    due: amount,
  }),
  readers: ['reporting'],
});

/** Nobody expects the rest of the money any more: the invoice is uncollectible. Money that comes all the same is taken. */
export const writeOffInvoice = command({
  service,
  name: 'writeOffInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id, reason: text(500) }),
  output: z.strictObject({ invoiceId: id, writtenOff: positiveAmount, status: invoiceStatus }),
  callers: { staff: billingStaff, services: ['payments'] },
  sealed: ['reason'],
});

export const invoiceWrittenOff = event({
  service,
  name: 'invoiceWrittenOff',
  version: 1,
  input: z.strictObject({ ...ofInvoice, date, amount: positiveAmount }),
  readers: ['reporting', 'payments', 'gateway'],
});

/** Takes a write-off back: what was written off is due again. */
export const reopenInvoice = command({
  service,
  name: 'reopenInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ invoiceId: id, due: positiveAmount, status: invoiceStatus }),
  callers: { staff: billingStaff },
});

/** What was written off, or part of it, is a claim again: staff took it back, or the money came after all. */
export const writeOffReversed = event({
  service,
  name: 'writeOffReversed',
  version: 1,
  input: z.strictObject({ ...ofInvoice, date, amount: positiveAmount, cause: z.enum(['reopened', 'recovered']) }),
  readers: ['reporting', 'gateway'],
});

/** A remark of staff in the invoice's history, for staff alone. */
export const addNote = command({
  service,
  name: 'addNote',
  version: 1,
  input: z.strictObject({ invoiceId: id, text: text(2000) }),
  output: z.strictObject({ invoiceId: id }),
  callers: { staff: billingStaff },
  sealed: ['text'],
});

/** A new draft that bills the same customer the same. Its order number is not taken along: an order is billed once. */
export const duplicateInvoice = command({
  service,
  name: 'duplicateInvoice',
  version: 1,
  input: z.strictObject({
    invoiceId: id,
    /** What it is made like. */
    likeInvoiceId: id,
  }),
  output: z.strictObject({ invoiceId: id, total: amount }),
  callers: { staff: billingStaff },
});

/** Credit is set aside to go back to the customer as money; until it has, it is owed to them. */
export const refundAsked = event({
  service,
  name: 'refundAsked',
  version: 1,
  input: z.strictObject({ ...ofInvoice, refundId: id, creditNoteId: id.optional(), amount: positiveAmount, date }),
  readers: ['reporting'],
});
