import { invoicing, payments } from '@purser/contracts';
import { z } from 'zod';
import {
  creditNoteId,
  customerId,
  date,
  disputeId,
  instant,
  invoiceId,
  money,
  pageQuery,
  paymentId,
  refundId,
  text,
  units,
} from './common.ts';

/** A payment goes back, or part of it: credit that came of it first, then what it settled, which is owed again. */
export const refundBody = z.strictObject({
  paymentId,
  /** Minor units of the invoice's currency. */
  amount: invoicing.refundPayment.input.shape.amount,
  reason: payments.refundReason,
  /** For staff alone, on the timeline. */
  note: text(500).optional(),
});
export type RefundBody = z.infer<typeof refundBody>;

export const settleRefundBody = z.strictObject({ method: invoicing.paymentMethod, paidOn: date });
export type SettleRefundBody = z.infer<typeof settleRefundBody>;

/** Money that is to go back, and what became of it. The five sums make up the amount. */
export const refundModel = z.strictObject({
  id: refundId,
  invoice: z.strictObject({ id: invoiceId, number: z.string().nullable() }),
  customer: z.strictObject({ id: customerId, name: z.string().nullable() }),
  paymentId: paymentId.nullable(),
  creditNoteId: creditNoteId.nullable(),
  amount: money,
  pending: units,
  returned: units,
  failed: units,
  withdrawn: units,
  settled: units,
  /** Stripe's word for why it failed, or `noCardPayment`, or `notSendable`. */
  failure: z.string().nullable(),
  askedOn: date,
  createdAt: instant,
});
export type RefundModel = z.infer<typeof refundModel>;

export const refundListQuery = z.strictObject({
  invoice: invoiceId.optional(),
  customer: customerId.optional(),
  failed: z.enum(['true', 'false']).optional(),
  ...pageQuery,
});

/** One of Stripe's refunds; a refund that was asked for may have needed several. */
const stripeRefundModel = z.strictObject({
  refundId,
  paymentId,
  amount: money,
  status: payments.refundStatus,
  failure: z.string().nullable(),
  stripeRefundId: z.string().nullable(),
  origin: z.enum(['purser', 'stripe']),
  createdAt: instant,
  changedAt: instant,
});
export const stripeRefundsModel = z.strictObject({ data: z.array(stripeRefundModel) });
export type StripeRefundsModel = z.infer<typeof stripeRefundsModel>;

/** What an act on a refund moved; minor units. */
export const refundMoved = z.strictObject({ id: refundId, amount: units });

export const disputeModel = z.strictObject({
  id: disputeId,
  invoiceId,
  invoiceNumber: z.string().nullable(),
  customer: z.strictObject({ id: customerId, name: z.string().nullable() }),
  paymentId,
  amount: money,
  reason: z.string(),
  /** Stripe's own word. */
  status: z.string(),
  outcome: payments.disputeOutcome.nullable(),
  inquiry: z.boolean(),
  dueBy: instant.nullable(),
  /** What Stripe took beside the amount. */
  fee: money.nullable(),
  evidence: z.string().nullable(),
  submittedAt: instant.nullable(),
  stripeDisputeId: z.string(),
  chargeId: z.string().nullable(),
  openedAt: instant,
});
export type DisputeModel = z.infer<typeof disputeModel>;

export const disputeListQuery = z.strictObject({
  invoice: invoiceId.optional(),
  customer: customerId.optional(),
  open: z.enum(['true', 'false']).optional(),
  ...pageQuery,
});

/** `submit` ends the collecting: the bank decides on what it has. */
export const evidenceBody = z.strictObject({ text: text(20_000), submit: z.boolean() });
export const disputeMoved = z.strictObject({ id: disputeId, status: z.string() });
