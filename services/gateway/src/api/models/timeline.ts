import { z } from 'zod';
import { instant, money } from './common.ts';

const timelineKind = z.enum([
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
  'revised',
  'sent',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'converted',
  'invoiceDiscarded',
  'askedFor',
  'reminded',
  'lateFeeCharged',
  'lateFeeFor',
  'recurred',
  'mail',
  'attempt',
  'accounting',
]);

export const timelineEntry = z.strictObject({
  at: instant,
  kind: timelineKind,
  title: z.string(),
  detail: z.string().nullable(),
  actor: z.strictObject({ kind: z.enum(['staff', 'customer', 'service', 'public']), name: z.string() }).nullable(),
  status: z.string().nullable(),
  amount: money.nullable(),
  href: z.string().nullable(),
});
export type TimelineEntryModel = z.infer<typeof timelineEntry>;

/** The oldest first. `missing` names the parts that did not answer. */
export const timelineModel = z.strictObject({ entries: z.array(timelineEntry), missing: z.array(z.string()) });
export type TimelineModel = z.infer<typeof timelineModel>;

/** A page of what happened, the newest first. */
export const customerTimelineModel = z.strictObject({
  data: z.array(timelineEntry),
  next: z.string().nullable(),
  missing: z.array(z.string()),
});
export type CustomerTimelineModel = z.infer<typeof customerTimelineModel>;
