import { payments } from '@purser/contracts';
import { z } from 'zod';
import { attemptId, customerId, date, instant, invoiceId, money } from './common.ts';

const policy = payments.setDunningPolicy.input.shape;
const fields = {
  /** Days from each refused try to the next, each no shorter than the one before; eight tries are the most. */
  waitsDays: policy.waits_days,
  /** Days from the last notice to the end. */
  graceDays: policy.grace_days,
  /** What becomes of the invoice then. */
  end: policy.end,
};

/** `version` is the one that was read; 0 where nobody has set a policy yet. */
export const dunningPolicyBody = z.strictObject({ version: policy.version, ...fields, chargeAt: policy.chargeAt });
export const dunningPolicyModel = z.strictObject({
  version: z.int(),
  ...fields,
  /** When customers who pay automatically are charged, as far as they have agreed to it. */
  chargeAt: policy.chargeAt,
  changedAt: instant.nullable(),
});
export type DunningPolicyModel = z.infer<typeof dunningPolicyModel>;

export const dunningPreviewBody = z.strictObject({ ...fields, firstOn: date });
export const dunningPreviewModel = z.strictObject({
  steps: z.array(
    z.strictObject({
      on: date,
      what: z.enum(['try', 'lastNotice', 'leave', 'writeOff']),
      /** From 1; null of what is no try. */
      try: z.int().nullable(),
    }),
  ),
});

const of = payments.getInvoiceAutopay.output.shape;
const tried = of.tries.element.shape;
/** How far it is with charging an invoice by itself. */
export const invoiceAutopayModel = z.strictObject({
  on: z.boolean(),
  state: of.state,
  /** Why nothing is tried any more. */
  why: of.why,
  nextOn: date.nullable(),
  endsOn: date.nullable(),
  /** The newest first. */
  tries: z.array(
    z.strictObject({
      attemptId,
      try: z.int(),
      at: instant,
      outcome: tried.outcome,
      verdict: tried.verdict,
      code: z.string().nullable(),
      declineCode: z.string().nullable(),
      adviceCode: z.string().nullable(),
      nextOn: date.nullable(),
      brand: z.string().nullable(),
      last4: z.string().nullable(),
    }),
  ),
});
export type InvoiceAutopayModel = z.infer<typeof invoiceAutopayModel>;
export const invoiceAutopayBody = z.strictObject({ on: z.boolean() });

const portalTry = z.strictObject({
  at: instant,
  outcome: tried.outcome,
  /** What its payer may do, in words; null unless it was refused. */
  decline: z.strictObject({ title: z.string(), advice: z.string() }).nullable(),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
});
/** The same for the customer, with tact. */
export const portalAutopayModel = z.strictObject({
  on: z.boolean(),
  nextOn: date.nullable(),
  /** What they can do: confirm it at their bank, or give another card. */
  wants: z.enum(['authenticate', 'card']).nullable(),
  tries: z.array(portalTry),
});
export type PortalAutopayModel = z.infer<typeof portalAutopayModel>;

/** What the coming run would charge, if nothing happens until then. */
export const autopayRunModel = z.strictObject({
  /** When it is; null where nobody ever paid automatically. */
  next: instant.nullable(),
  data: z.array(
    z.strictObject({
      invoiceId,
      number: z.string().nullable(),
      customerId,
      customerName: z.string().nullable(),
      dueDate: date,
      amount: money,
      try: z.int(),
      brand: z.string().nullable(),
      last4: z.string().nullable(),
      /** Why it would not be charged after all. */
      hindrance: z.enum(['noCard', 'cardSpent', 'paymentOpen', 'disputed']).nullable(),
    }),
  ),
  /** What would be charged in all, per currency. */
  totals: z.array(money),
  /** How many invoices a run would take up, shown or not. */
  count: z.int(),
});
export type AutopayRunModel = z.infer<typeof autopayRunModel>;

/** Invoices that were to be charged by themselves and wait for somebody, those that wait longest first. */
export const stoppedBillsModel = z.strictObject({
  data: z.array(
    z.strictObject({
      invoiceId,
      number: z.string().nullable(),
      customerId,
      customerName: z.string().nullable(),
      amount: money,
      why: payments.stopped,
      at: instant,
      endsOn: date.nullable(),
      hasEnded: z.boolean(),
    }),
  ),
  /** How many there are in all. */
  count: z.int(),
});
export type StoppedBillsModel = z.infer<typeof stoppedBillsModel>;
