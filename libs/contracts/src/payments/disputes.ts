import { command, event, query } from '@purser/message';
import { z } from 'zod';
import {
  amount,
  billingStaff,
  currency,
  cursor,
  everyRole,
  id,
  instant,
  pageSize,
  positiveAmount,
  text,
} from '../common.ts';
import { stripeHome } from './home.ts';

const service = 'payments';

/** Stripe's own words for where a dispute stands, and whatever it may call one tomorrow. */
const status = z.string().max(60);
export const disputeOutcome = z.enum(['won', 'lost', 'closed']);

const ofDispute = { disputeId: id, paymentId: id, invoiceId: id, customerId: id, currency, amount: positiveAmount };

/** Stripe told that something happened to a dispute: it is read there anew, whatever the event said. */
export const followDispute = command({
  service,
  name: 'followDispute',
  version: 1,
  input: z.strictObject({ stripeDisputeId: z.string().max(255), at: stripeHome.optional() }),
  output: z.strictObject({ stripeDisputeId: z.string(), status }),
  callers: { services: ['payments'] },
});

/**
 * Sends Stripe what speaks for the tenant, as text; `submit` ends the collecting: the bank decides on what was sent. A note
 * that is not submitted can be changed.
 */
export const sendEvidence = command({
  service,
  name: 'sendEvidence',
  version: 1,
  input: z.strictObject({ disputeId: id, text: text(20_000), submit: z.boolean() }),
  output: z.strictObject({ disputeId: id, status }),
  callers: { staff: billingStaff },
  sealed: ['text'],
});

/** Gives the dispute up: the customer keeps the money. This cannot be taken back. */
export const acceptDispute = command({
  service,
  name: 'acceptDispute',
  version: 1,
  input: z.strictObject({ disputeId: id }),
  output: z.strictObject({ disputeId: id, status }),
  callers: { staff: billingStaff },
});

/** Disputes, the newest first. */
export const listDisputes = query({
  service,
  name: 'listDisputes',
  version: 1,
  input: z.strictObject({
    invoiceId: id.optional(),
    customerId: id.optional(),
    open: z.boolean().optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    disputes: z.array(
      z.strictObject({
        ...ofDispute,
        stripeDisputeId: z.string(),
        chargeId: z.string().nullable(),
        /** Stripe's word for what the customer says. */
        reason: z.string(),
        status,
        /** Null while it is open. */
        outcome: disputeOutcome.nullable(),
        /** Until when evidence counts. */
        dueBy: instant.nullable(),
        /** An inquiry, which has taken nothing yet. */
        inquiry: z.boolean(),
        /** What Stripe took for it beside the amount; minor units of the settlement currency. */
        fee: z.int(),
        feeCurrency: currency.nullable(),
        /** What staff wrote, and whether the bank has it. */
        evidence: z.string().nullable(),
        submittedAt: instant.nullable(),
        openedAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
  sealedOutput: ['disputes.*.evidence'],
});

export const disputeOpened = event({
  service,
  name: 'disputeOpened',
  version: 1,
  input: z.strictObject({
    ...ofDispute,
    reason: z.string(),
    dueBy: instant.nullable(),
    inquiry: z.boolean(),
    at: instant,
  }),
  readers: ['invoicing', 'gateway', 'notifications'],
});

/** Lost: the money stays with the customer. Won after it was lost: an appeal brought it back. Closed: nothing was ever taken. */
export const disputeClosed = event({
  service,
  name: 'disputeClosed',
  version: 1,
  input: z.strictObject({ ...ofDispute, outcome: disputeOutcome, at: instant }),
  readers: ['invoicing', 'gateway'],
});

/** Stripe took money for a dispute, or gave it back; minor units of the settlement currency. */
export const disputeMoneyMoved = event({
  service,
  name: 'disputeMoneyMoved',
  version: 1,
  input: z.strictObject({
    disputeId: id,
    paymentId: id,
    invoiceId: id,
    currency,
    direction: z.enum(['withdrawn', 'reinstated']),
    amount,
    /** Below zero where it was given back. */
    fee: z.int(),
    balanceTransactionId: z.string(),
    at: instant,
  }),
  readers: ['reporting'],
});
