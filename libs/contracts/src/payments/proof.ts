import { command, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, currency, cursor, date, id, instant, pageSize } from '../common.ts';
import { stripeAccountId } from './home.ts';

const service = 'payments';
const byService = ['gateway', 'payments'] as const;

/** What may be wrong, what is still on its way, and what could not be compared. */
export const findingKind = z.enum([
  // Stripe and payments disagree, or one of them knows nothing of it.
  'chargeUnknown',
  'paymentMissing',
  'paymentDiffers',
  'paymentNotAtStripe',
  'feeDiffers',
  'settledDiffers',
  'chargedTwice',
  'refundUnknown',
  'refundDiffers',
  'refundNotAtStripe',
  'disputeUnknown',
  'disputeDiffers',
  'disputeNotAtStripe',
  'payoutUnknown',
  'payoutDiffers',
  'movementUnknown',
  'movementDiffers',
  // The journal says otherwise, or speaks of what nobody knows.
  'journalDiffers',
  'journalUnknown',
  // On its way.
  'chargeProcessing',
  'feePending',
  'refundPending',
  'journalPending',
  // Not compared.
  'setAside',
  'settledInOther',
  'otherAccount',
  'otherMovement',
  'notAllowed',
]);
export type FindingKind = z.infer<typeof findingKind>;

export const severity = z.enum(['breach', 'pending', 'skipped']);
export type Severity = z.infer<typeof severity>;

/** What was added up, at Stripe, in payments and in the journal; minor units. */
export const proofSum = z.strictObject({
  what: z.enum(['receipts', 'fees', 'refunds', 'disputes', 'payouts', 'movements', 'exchanges']),
  currency,
  stripe: z.int(),
  here: z.int(),
  journal: z.int(),
});

const counts = z.strictObject({
  chargesAtStripe: z.int(),
  paymentsHere: z.int(),
  refundsAtStripe: z.int(),
  refundsHere: z.int(),
  disputesAtStripe: z.int(),
  disputesHere: z.int(),
  journalEntries: z.int(),
  /** Customers whom one invoice was charged to beyond what it owed; must be none. */
  chargedTwice: z.int(),
  /** Charges of other tenants who use the same Stripe account. */
  ofOthers: z.int(),
  breaches: z.int(),
  pending: z.int(),
  skipped: z.int(),
  /** How often Stripe was asked. */
  requests: z.int(),
});

/**
 * `incomplete`: nothing was found wrong, and Stripe did not let us look at everything. `failed`: it was given up before its end, since
 * Stripe or a service of ours was away for too long.
 */
export const verdict = z.enum(['running', 'failed', 'proved', 'notProved', 'incomplete']);

const proofView = z.strictObject({
  proofId: id,
  /** A proof looks; the daily one mends what it can as well. */
  purpose: z.enum(['proof', 'daily']),
  mode: z.enum(['test', 'live']),
  account: stripeAccountId,
  /** UTC days, both in it. */
  from: date,
  to: date,
  verdict,
  /** What is looked at just now. */
  phase: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** Why it was given up, where it was. */
  problem: z.string().nullable(),
  counts,
  sums: z.array(proofSum),
});

/**
 * Begins to prove a period: every charge, refund and dispute at Stripe against payments and the journal, both ways. At the account in use,
 * or at another of the tenant's.
 */
export const startProof = command({
  service,
  name: 'startProof',
  version: 1,
  input: z.strictObject({
    proofId: id,
    from: date,
    to: date,
    mode: z.enum(['test', 'live']).optional(),
    account: stripeAccountId.optional(),
  }),
  output: z.strictObject({ proofId: id }),
  callers: { staff: billingStaff, services: byService },
});

/** The next page of a proof. */
export const continueProof = command({
  service,
  name: 'continueProof',
  version: 1,
  input: z.strictObject({ proofId: id, turn: z.int().min(0) }),
  output: z.strictObject({ proofId: id }),
  callers: { services: ['payments'] },
});

export const getProof = query({
  service,
  name: 'getProof',
  version: 1,
  input: z.strictObject({ proofId: id }),
  output: proofView,
  callers: { staff: billingStaff, services: byService },
});

/** The newest first. */
export const listProofs = query({
  service,
  name: 'listProofs',
  version: 1,
  input: z.strictObject({ after: cursor.optional(), limit: pageSize }),
  output: z.strictObject({ proofs: z.array(proofView), next: z.string().nullable() }),
  callers: { staff: billingStaff, services: byService },
});

/** What a proof found, breaches first; a thousand are kept, the counts are of all. */
export const listFindings = query({
  service,
  name: 'listFindings',
  version: 1,
  input: z.strictObject({
    proofId: id,
    severity: severity.optional(),
    after: z.int().min(0).optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    findings: z.array(
      z.strictObject({
        number: z.int(),
        severity,
        kind: findingKind,
        /** Stripe's id of what it is about, and ours. */
        stripeId: z.string().nullable(),
        ourId: id.nullable(),
        invoiceId: id.nullable(),
        /** What one side says and what the other does; minor units, null for nothing. */
        atStripe: z.int().nullable(),
        here: z.int().nullable(),
        currency: currency.nullable(),
        detail: z.string(),
        /** What to do about it. */
        advice: z.string(),
      }),
    ),
    next: z.int().nullable(),
  }),
  callers: { staff: billingStaff, services: byService },
});
