import { z } from 'zod';
import { customerId, instant, invoiceId, money, quoteId } from './common.ts';

export const liveType = z.enum([
  'invoice.drafted',
  'invoice.issued',
  'invoice.paid',
  'invoice.partlyPaid',
  'invoice.voided',
  'invoice.writtenOff',
  'invoice.reopened',
  'credit.created',
  'quote.sent',
  'quote.accepted',
  'quote.declined',
  'quote.expired',
  'quote.withdrawn',
  'quote.converted',
  'quote.askedFor',
  'payment.succeeded',
  'payment.failed',
  'payment.recorded',
  'customer.created',
  'customer.changed',
  'mail.sent',
  'mail.failed',
  'accounting.pushed',
  'accounting.failed',
  'attempt.cancelled',
  'autopay.changed',
  'autopay.gaveUp',
  'method.added',
  'method.removed',
  'method.expiring',
  'payment.reversed',
  'refund.succeeded',
  'refund.failed',
  'dispute.opened',
  'dispute.closed',
]);
export type LiveType = z.infer<typeof liveType>;

/** Something that happened, as one server-sent event's data. */
export const liveEvent = z.strictObject({
  id: z.string(),
  type: liveType,
  at: instant,
  invoiceId: invoiceId.optional(),
  quoteId: quoteId.optional(),
  customerId: customerId.optional(),
  customerName: z.string().optional(),
  number: z.string().optional(),
  amount: money.optional(),
  text: z.string(),
});
export type LiveEventModel = z.infer<typeof liveEvent>;
