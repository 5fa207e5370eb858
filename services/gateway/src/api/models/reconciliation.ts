import { payments } from '@purser/contracts';
import { z } from 'zod';
import {
  currency,
  date,
  instant,
  invoiceId,
  money,
  orphanId,
  pageQuery,
  paymentId,
  payoutId,
  proofId,
  text,
  units,
} from './common.ts';

const account = payments.getReconciliation.output.shape.accounts.element;

/** When Stripe's events and objects were looked at last, what came of it, and when next; for each Stripe account. */
export const reconciliationModel = z.strictObject({
  accounts: z.array(
    z.strictObject({
      mode: account.shape.mode,
      account: account.shape.account,
      events: account.shape.events,
      objects: account.shape.objects.omit({ proofId: true }).extend({ proof: proofId.nullable() }),
    }),
  ),
  openOrphans: z.int(),
});
export type ReconciliationModel = z.infer<typeof reconciliationModel>;

export const runBody = payments.runReconciliation.input;

const proof = payments.getProof.output.shape;

/** What a proof says. Its sums are of the money at Stripe, of what is here, and of what the journal has; minor units. */
export const proofModel = z.strictObject({
  id: proofId,
  purpose: proof.purpose,
  mode: proof.mode,
  account: proof.account,
  from: date,
  to: date,
  verdict: payments.verdict,
  startedAt: instant,
  finishedAt: instant.nullable(),
  problem: proof.problem,
  counts: proof.counts,
  sums: z.array(payments.proofSum),
});
export type ProofModel = z.infer<typeof proofModel>;

export const proofBody = z.strictObject({
  from: date,
  to: date,
  mode: z.enum(['test', 'live']).optional(),
  account: z.string().max(130).optional(),
});
export type ProofBody = z.infer<typeof proofBody>;

export const findingModel = z.strictObject({
  number: z.int(),
  severity: payments.severity,
  kind: payments.findingKind,
  stripeId: z.string().nullable(),
  invoiceId: invoiceId.nullable(),
  atStripe: units.nullable(),
  here: units.nullable(),
  currency: currency.nullable(),
  detail: z.string(),
  /** What to do about it. */
  advice: z.string(),
});
export type FindingModel = z.infer<typeof findingModel>;
export const findingQuery = z.strictObject({ severity: payments.severity.optional(), ...pageQuery });

/** What does not match and reading it again does not mend. */
export const orphanModel = z.strictObject({
  id: orphanId,
  kind: payments.findingKind,
  mode: z.enum(['test', 'live']),
  account: z.string(),
  stripeId: z.string().nullable(),
  invoiceId: invoiceId.nullable(),
  atStripe: money.nullable(),
  here: money.nullable(),
  detail: z.string(),
  advice: z.string(),
  status: payments.orphanStatus,
  actions: z.array(payments.orphanAction),
  reason: z.string().nullable(),
  settledAt: instant.nullable(),
  problem: z.string().nullable(),
  foundAt: instant,
});
export type OrphanModel = z.infer<typeof orphanModel>;
export const orphanQuery = z.strictObject({ open: z.enum(['true', 'false']).optional(), ...pageQuery });

/** What to do with it, for good. To link or credit needs an invoice: which it settles, or whose customer gets the credit. */
export const settleOrphanBody = z.strictObject({
  action: payments.orphanAction,
  invoiceId: invoiceId.optional(),
  reason: text(500),
});
export type SettleOrphanBody = z.infer<typeof settleOrphanBody>;
export const orphanSettled = z.strictObject({ id: orphanId, status: payments.orphanStatus });

/** What Stripe sends to the bank. */
export const payoutModel = z.strictObject({
  id: payoutId,
  stripePayoutId: z.string(),
  mode: z.enum(['test', 'live']),
  account: z.string(),
  amount: money,
  /** Stripe's own word. */
  status: z.string(),
  automatic: z.boolean(),
  arrivesOn: date,
  failure: z.string().nullable(),
  parts: z.int(),
  /** Whether what is in it adds up to it. */
  partsState: payments.partsState,
  partsSum: money,
  createdAt: instant,
});
export type PayoutModel = z.infer<typeof payoutModel>;
export const payoutQuery = z.strictObject({ failed: z.enum(['true', 'false']).optional(), ...pageQuery });

const payoutPartModel = z.strictObject({
  id: z.string(),
  type: z.string(),
  category: z.string().nullable(),
  source: z.string().nullable(),
  amount: units,
  fee: units,
  net: units,
  paymentId: paymentId.nullable(),
  invoiceId: invoiceId.nullable(),
  invoiceNumber: z.string().nullable(),
});
export const payoutPartsModel = z.strictObject({
  payout: payoutModel,
  data: z.array(payoutPartModel),
  next: z.string().nullable(),
});
export type PayoutPartsModel = z.infer<typeof payoutPartsModel>;
