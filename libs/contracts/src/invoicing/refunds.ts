import { command, event, query } from '@purser/message';
import { z } from 'zod';
import {
  amount,
  billingStaff,
  currency,
  cursor,
  date,
  everyRole,
  id,
  instant,
  pageSize,
  positiveAmount,
  text,
} from '../common.ts';
import { refundReason } from '../payments/refunds.ts';
import { invoiceStatus, paymentMethod, service } from './shapes.ts';

const ofInvoice = { invoiceId: id, customerId: id, currency };

/**
 * Gives a payment back, or part of it: first what became credit of it and is still there, then what it settled of the
 * invoice, which is owed again. What was sold stays sold; a credit note takes that back.
 */
export const refundPayment = command({
  service,
  name: 'refundPayment',
  version: 1,
  input: z.strictObject({
    refundId: id,
    invoiceId: id,
    paymentId: id,
    amount: positiveAmount,
    reason: refundReason,
    note: text(500).optional(),
  }),
  output: z.strictObject({
    refundId: id,
    amount: positiveAmount,
    fromCredit: amount,
    due: amount,
    status: invoiceStatus,
  }),
  callers: { staff: billingStaff },
  sealed: ['note'],
});

/** What could not be sent back is sent again. */
export const retryRefund = command({
  service,
  name: 'retryRefund',
  version: 1,
  input: z.strictObject({ refundId: id }),
  output: z.strictObject({ refundId: id, amount: positiveAmount }),
  callers: { staff: billingStaff },
});

/** What could not be sent back becomes the customer's credit. */
export const withdrawRefund = command({
  service,
  name: 'withdrawRefund',
  version: 1,
  input: z.strictObject({ refundId: id }),
  output: z.strictObject({ refundId: id, amount: positiveAmount }),
  callers: { staff: billingStaff },
});

/** What could not be sent back went back another way, as by bank transfer. */
export const settleRefund = command({
  service,
  name: 'settleRefund',
  version: 1,
  input: z.strictObject({ refundId: id, method: paymentMethod, paidOn: date }),
  output: z.strictObject({ refundId: id, amount: positiveAmount }),
  callers: { staff: billingStaff },
});

/** Reminders and late fees of an invoice begin again after a dispute that was lost. */
export const resumeChasing = command({
  service,
  name: 'resumeChasing',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ invoiceId: id, due: amount }),
  callers: { staff: billingStaff },
});

/** Refunds that were asked for or that came about at Stripe, the newest first. */
export const listRefundsAsked = query({
  service,
  name: 'listRefundsAsked',
  version: 1,
  input: z.strictObject({
    invoiceId: id.optional(),
    customerId: id.optional(),
    /** Those of which something could not be sent back. */
    failed: z.boolean().optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    refunds: z.array(
      z.strictObject({
        refundId: id,
        ...ofInvoice,
        invoiceNumber: z.string().nullable(),
        paymentId: id.nullable(),
        creditNoteId: id.nullable(),
        /** The sum of the five after it. */
        amount: positiveAmount,
        pending: amount,
        returned: amount,
        failed: amount,
        withdrawn: amount,
        settled: amount,
        /** For staff alone. */
        failure: z.string().nullable(),
        askedOn: date,
        createdAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** What a payment had settled is owed again: it went back, or was taken back by the customer's bank. */
export const paymentReversed = event({
  service,
  name: 'paymentReversed',
  version: 1,
  input: z.strictObject({
    ...ofInvoice,
    paymentId: id,
    amount: positiveAmount,
    date,
    cause: z.enum(['refund', 'dispute']),
    /** The refund or the dispute. */
    causeId: id,
    due: amount,
  }),
  readers: ['reporting', 'gateway'],
});

/** Credit that a payment had become went with it: the customer's bank took the payment back. */
export const creditReversed = event({
  service,
  name: 'creditReversed',
  version: 1,
  input: z.strictObject({ ...ofInvoice, paymentId: id, disputeId: id, amount: positiveAmount, date }),
  readers: ['reporting'],
});

/** A refund went back another way than by card. */
export const refundSettled = event({
  service,
  name: 'refundSettled',
  version: 1,
  input: z.strictObject({ ...ofInvoice, refundId: id, amount: positiveAmount, method: paymentMethod, date }),
  readers: ['reporting'],
});
