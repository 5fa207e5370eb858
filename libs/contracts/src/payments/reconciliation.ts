import { command, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, currency, cursor, everyRole, id, instant, pageSize, text } from '../common.ts';
import { stripeAccountId, stripeHome } from './home.ts';
import { findingKind } from './proof.ts';

const service = 'payments';

/** The hourly timer of an account: begins a run over events that were not delivered, and sets the next one. */
export const sweepEvents = command({
  service,
  name: 'sweepEvents',
  version: 1,
  input: z.strictObject({ at: stripeHome, timer: id }),
  output: z.strictObject({ began: z.boolean() }),
  callers: { services: ['payments'] },
});

/** A page of Stripe's list of events: what is not here is stored exactly as if it had been delivered. */
export const fetchEvents = command({
  service,
  name: 'fetchEvents',
  version: 1,
  input: z.strictObject({ at: stripeHome, run: id, pass: z.int().min(0), position: z.string().max(255).nullable() }),
  output: z.strictObject({ found: z.int() }),
  callers: { services: ['payments'] },
});

/** The daily timer of an account: its objects are held against ours, and what can be mended is. */
export const reviewAccount = command({
  service,
  name: 'reviewAccount',
  version: 1,
  input: z.strictObject({ at: stripeHome, timer: id }),
  output: z.strictObject({ proofId: id.nullable() }),
  callers: { services: ['payments'] },
});

/** Reads a payment intent at Stripe and brings its attempt in step, whatever that ended as here. */
export const followIntent = command({
  service,
  name: 'followIntent',
  version: 1,
  /** `declined`: an event told that a bank has just refused it. */
  input: z.strictObject({ paymentIntentId: z.string().max(255), at: stripeHome, declined: z.boolean().optional() }),
  output: z.strictObject({ paymentIntentId: z.string() }),
  callers: { services: ['payments'] },
});

/** Staff does not want to wait for the clock. */
export const runReconciliation = command({
  service,
  name: 'runReconciliation',
  version: 1,
  input: z.strictObject({
    what: z.enum(['events', 'objects']),
    mode: z.enum(['test', 'live']).optional(),
    account: stripeAccountId.optional(),
  }),
  output: z.strictObject({ what: z.enum(['events', 'objects']) }),
  callers: { staff: billingStaff, services: ['gateway'] },
});

/** Of each Stripe account of the tenant's: when its events and objects were looked at last, what came of it, and when next. */
export const getReconciliation = query({
  service,
  name: 'getReconciliation',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    accounts: z.array(
      z.strictObject({
        mode: z.enum(['test', 'live']),
        account: stripeAccountId,
        events: z.strictObject({
          running: z.boolean(),
          nextAt: instant,
          lastAt: instant.nullable(),
          /** How many Stripe told of in the last run, and how many of these nobody had delivered. */
          seen: z.int().nullable(),
          found: z.int().nullable(),
          problem: z.string().nullable(),
        }),
        objects: z.strictObject({
          running: z.boolean(),
          nextAt: instant,
          lastAt: instant.nullable(),
          breaches: z.int().nullable(),
          /** Why the last one that began was given up, where it was. */
          problem: z.string().nullable(),
          proofId: id.nullable(),
        }),
      }),
    ),
    /** What waits for a decision. */
    openOrphans: z.int(),
  }),
  callers: { staff: everyRole, services: ['gateway'] },
});

export const orphanAction = z.enum(['link', 'credit', 'refund', 'ignore']);
export const orphanStatus = z.enum(['open', 'settling', 'linked', 'credited', 'refunded', 'ignored', 'gone']);

/** What does not match and waits for somebody to decide, or was decided; the newest first. */
export const listOrphans = query({
  service,
  name: 'listOrphans',
  version: 1,
  input: z.strictObject({ open: z.boolean().optional(), after: cursor.optional(), limit: pageSize }),
  output: z.strictObject({
    orphans: z.array(
      z.strictObject({
        orphanId: id,
        kind: findingKind,
        mode: z.enum(['test', 'live']),
        account: stripeAccountId,
        stripeId: z.string().nullable(),
        ourId: id.nullable(),
        invoiceId: id.nullable(),
        atStripe: z.int().nullable(),
        here: z.int().nullable(),
        currency: currency.nullable(),
        detail: z.string(),
        advice: z.string(),
        status: orphanStatus,
        /** What can be done with it now. */
        actions: z.array(orphanAction),
        reason: z.string().nullable(),
        settledBy: z.string().nullable(),
        settledAt: instant.nullable(),
        /** Why the last try to settle it failed. */
        problem: z.string().nullable(),
        foundAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
});

/**
 * Decides on an orphan, once. `link` settles an invoice with the charge, `credit` keeps it as credit of the invoice's customer, `refund`
 * sends it back, `ignore` sets it aside. @throws Fault rejected where it was decided on, or cannot be done with it
 */
export const settleOrphan = command({
  service,
  name: 'settleOrphan',
  version: 1,
  input: z.strictObject({
    orphanId: id,
    action: orphanAction,
    /** Which invoice, to link or for whose customer it is credit. */
    invoiceId: id.optional(),
    reason: text(500),
  }),
  output: z.strictObject({ orphanId: id, status: orphanStatus }),
  callers: { staff: billingStaff },
});
