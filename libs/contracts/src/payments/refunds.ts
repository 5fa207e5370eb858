import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, everyRole, id, instant, positiveAmount } from '../common.ts';
import { stripeHome } from './home.ts';

const service = 'payments';

export const refundReason = z.enum(['requestedByCustomer', 'duplicate', 'fraudulent']);

/**
 * Where one of Stripe's refunds stands. A refund that is asked for may need several, one per payment. Planned: written down
 * here, and perhaps at Stripe already. It may fail even after it had succeeded.
 */
export const refundStatus = z.enum(['planned', 'pending', 'requiresAction', 'succeeded', 'failed', 'cancelled']);

/** Money goes back to the card it came from, and no more of a payment than it brought. */
const ofRefund = { refundId: id, invoiceId: id, customerId: id, currency };

/**
 * Has what invoicing owes a customer sent back, from one payment or from those of the invoice, the newest first. What is on
 * its way for the same refund counts: asking again sends the rest.
 */
export const sendRefund = command({
  service,
  name: 'sendRefund',
  version: 1,
  input: z.strictObject({
    ...ofRefund,
    paymentId: id.nullable(),
    creditNoteId: id.nullable(),
    /** All that is still to go back, with what is on its way. */
    amount: positiveAmount,
    /** No more than this now: what else has failed meanwhile is for staff to decide on. */
    atMost: positiveAmount.optional(),
    reason: refundReason,
  }),
  output: z.strictObject({ refundId: id }),
  callers: { services: ['invoicing'] },
});

/** The janitor's timer: asks Stripe what became of a refund of ours. */
export const resolveRefund = command({
  service,
  name: 'resolveRefund',
  version: 1,
  input: z.strictObject({ partId: id }),
  output: z.strictObject({ partId: id, status: refundStatus }),
  callers: { services: ['payments'] },
});

/** Stripe told that something happened to a refund: it is read there anew, whatever the event said. */
export const followRefund = command({
  service,
  name: 'followRefund',
  version: 1,
  input: z.strictObject({ stripeRefundId: z.string().max(255), at: stripeHome.optional() }),
  output: z.strictObject({ stripeRefundId: z.string(), status: refundStatus }),
  callers: { services: ['payments'] },
});

/** Stripe's refunds of an invoice's payments, the oldest first. */
export const listRefunds = query({
  service,
  name: 'listRefunds',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({
    refunds: z.array(
      z.strictObject({
        partId: id,
        /** What asked for it; its own id when it was made at Stripe. */
        refundId: id,
        paymentId: id,
        amount: positiveAmount,
        currency,
        status: refundStatus,
        /** Stripe's word for why it failed. */
        failure: z.string().nullable(),
        stripeRefundId: z.string().nullable(),
        /** Whether it was begun here or in Stripe's own dashboard. */
        origin: z.enum(['purser', 'stripe']),
        createdAt: instant,
        changedAt: instant,
      }),
    ),
  }),
  callers: { staff: everyRole },
});

const ofPart = { ...ofRefund, partId: id, paymentId: id, amount: positiveAmount, at: instant };

/** Money has gone back. `origin` stripe: nobody here asked for it. */
export const refundSucceeded = event({
  service,
  name: 'refundSucceeded',
  version: 1,
  input: z.strictObject({ ...ofPart, origin: z.enum(['purser', 'stripe']), stripeRefundId: z.string() }),
  readers: ['invoicing', 'reporting', 'gateway', 'notifications'],
});

/** It did not go back; `hadSucceeded`: it had, and has come back to us. */
export const refundFailed = event({
  service,
  name: 'refundFailed',
  version: 1,
  input: z.strictObject({
    ...ofRefund,
    amount: positiveAmount,
    at: instant,
    /** Stripe's word, or ours: `noCardPayment` where no payment by card is left to send it back to, `notSendable` of less than Stripe sends. */
    failure: z.string(),
    hadSucceeded: z.boolean(),
  }),
  readers: ['invoicing', 'reporting', 'gateway', 'notifications'],
});
