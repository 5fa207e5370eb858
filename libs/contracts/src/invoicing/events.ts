import { event } from '@purser/message';
import { z } from 'zod';
import { amount, currency, date, id, positiveAmount } from '../common.ts';
import { paymentMethod, service, taxTotal } from './shapes.ts';

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
    /** Whether it is to be mailed; absent means yes. */
    send: z.boolean().optional(),
    /** Whether it left with others in a run: its mail takes its turn among theirs. Absent means no. */
    inRun: z.boolean().optional(),
  }),
  readers: ['reporting', 'payments', 'notifications', 'accounting', 'gateway'],
});

export const invoiceDrafted = event({
  service,
  name: 'invoiceDrafted',
  version: 1,
  input: z.strictObject({ ...ofInvoice, total: amount }),
  readers: ['gateway'],
});

/** Money came in another way than through Stripe. */
export const outsidePaymentRecorded = event({
  service,
  name: 'outsidePaymentRecorded',
  version: 1,
  input: z.strictObject({ ...ofInvoice, paymentId: id, amount: positiveAmount, method: paymentMethod, date }),
  readers: ['reporting', 'gateway'],
});

export const paymentAllocated = event({
  service,
  name: 'paymentAllocated',
  version: 1,
  input: z.strictObject({
    ...ofInvoice,
    paymentId: id,
    amount: positiveAmount,
    date,
    /** What is still due after it; of old events it is not known. */
    due: amount.optional(),
    /** Whether a receipt is to be mailed; absent means yes. */
    receipt: z.boolean().optional(),
  }),
  readers: ['reporting', 'notifications', 'accounting', 'gateway'],
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
    /**
     * Where it came from: money beyond what was due, a credit note on what was paid, a refund that could not be sent, or an
     * appeal that brought back what a dispute had taken.
     */
    source: z.enum(['payment', 'creditNote', 'refund', 'dispute']),
    sourceId: id,
  }),
  readers: ['reporting', 'notifications'],
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
  readers: ['reporting', 'payments', 'gateway', 'notifications'],
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
  readers: ['reporting', 'gateway', 'notifications'],
});
