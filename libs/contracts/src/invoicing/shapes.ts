import { z } from 'zod';
import { amount, text } from '../common.ts';

export const service = 'invoicing';

/** Decimal text: at most four decimals of a percent. */
export const percent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/);
export const discount = z.union([z.strictObject({ percent }), z.strictObject({ amount })]);
export const taxKind = z.enum(['standard', 'reverseCharge', 'exempt']);
export const tax = z.strictObject({
  id: text(60),
  name: text(60),
  percent,
  inclusive: z.boolean(),
  kind: taxKind.optional(),
});
/** Decimal text. */
export const quantity = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/);
export const line = z.strictObject({
  id: text(60),
  description: text(2000),
  quantity,
  unitAmount: amount,
  discount: discount.optional(),
  taxes: z.array(tax).max(8),
});
/** Beyond this an invoice belongs on a usage report; the limit is billing's. */
export const lines = z.array(line).max(1000);

export const taxTotal = z.strictObject({
  rateId: z.string(),
  name: z.string(),
  percent: z.string(),
  inclusive: z.boolean(),
  taxable: z.int(),
  amount: z.int(),
});
export const totals = z.strictObject({
  subtotal: amount,
  discountTotal: amount,
  taxTotal: amount,
  total: amount,
  taxes: z.array(taxTotal),
});

export const invoiceStatus = z.enum(['draft', 'open', 'partlyPaid', 'paid', 'overdue', 'void', 'uncollectible']);

export const paymentMethod = z.enum(['bankTransfer', 'cash', 'cheque', 'other']);

export const documentKind = z.enum(['invoice', 'receipt', 'creditNote', 'quote', 'statement']);

/** What a timeline tells of. */
export const timelineWhat = z.enum([
  'drafted',
  'changed',
  'issued',
  'viewed',
  'paymentAllocated',
  'creditApplied',
  'credited',
  'refundAsked',
  'refunded',
  'refundFailed',
  'refundRetried',
  'refundWithdrawn',
  'refundSettled',
  'paymentReversed',
  'creditReversed',
  'disputeOpened',
  'disputeWon',
  'disputeLost',
  'disputeClosed',
  'chasingResumed',
  'writtenOff',
  'reopened',
  'recovered',
  'noted',
  'voided',
  'reminded',
  'lateFeeCharged',
  'lateFeeFor',
  'recurred',
]);

export const quoteStatus = z.enum([
  'draft',
  'sent',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'converted',
]);
