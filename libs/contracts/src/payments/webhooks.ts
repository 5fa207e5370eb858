import { command, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, cursor, everyRole, id, instant, pageSize, text } from '../common.ts';
import { stripeHome } from './home.ts';

const service = 'payments';

/** Which of Stripe's two worlds: nothing of one is ever applied to the other. */
export const stripeMode = z.enum(['test', 'live']);

/**
 * `unrouted`: of a connected account that nobody here knows, kept under the platform's own tenant; `routed`: handed on from there.
 * `unmatched`: of an object that is not ours, or of another account or mode than its endpoint's.
 */
export const webhookStatus = z.enum([
  'received',
  'processed',
  'superseded',
  'ignored',
  'unmatched',
  'failed',
  'unrouted',
  'routed',
]);

/** Which events are meant; all that is given must hold. */
const filter = {
  status: webhookStatus.optional(),
  /** A whole type, as `refund.updated`, or a family of them, as `refund.`. */
  type: text(100).optional(),
  endpointId: id.optional(),
  /** The connected account it is of, or says that it is of. */
  account: text(255).optional(),
  /** How Stripe's id of the event, or of what it is about, begins. */
  text: text(255).optional(),
};
export const webhookFilter = z.strictObject(filter);

const listed = {
  eventId: z.string(),
  type: z.string(),
  objectId: z.string(),
  mode: stripeMode,
  /** Null where no endpoint got it: it was found in Stripe's list. */
  endpointId: id.nullable(),
  /** The connected account it is of, or `own`. */
  account: z.string(),
  /** How it came: Stripe delivered it, or it was found in Stripe's list. */
  via: z.enum(['delivery', 'list']),
  status: webhookStatus,
  attempts: z.int(),
  problem: z.string().nullable(),
  receivedAt: instant,
};

/** Stripe's events as they came in, newest first. */
export const listWebhookEvents = query({
  service,
  name: 'listWebhookEvents',
  version: 1,
  input: z.strictObject({
    ...filter,
    after: z.string().max(255).optional(),
    limit: z.int().min(1).max(100).default(50),
  }),
  output: z.strictObject({ events: z.array(z.strictObject(listed)), next: z.string().nullable() }),
  callers: { staff: everyRole },
});

/** One event with what it holds and what came of it. What tells of people is left out for roles that may not see it. */
export const getWebhookEvent = query({
  service,
  name: 'getWebhookEvent',
  version: 1,
  input: z.strictObject({ eventId: text(255) }),
  output: z.strictObject({
    ...listed,
    doneAt: instant.nullable(),
    /** What was tried, the oldest first: when, and what went wrong; null where nothing did. */
    tries: z.array(z.strictObject({ at: instant, problem: z.string().nullable() })),
    /** As Stripe sent it, JSON; null once it is kept no longer. */
    payload: z.string().nullable(),
    /** Whether fields of people were left out. */
    veiled: z.boolean(),
    /** Stripe's object is of this payment here, as far as is known. */
    about: z.strictObject({ invoiceId: id, customerId: id, paymentId: id.nullable() }).nullable(),
    /** The command that reads what the event hinted at. */
    ledTo: id.nullable(),
  }),
  callers: { staff: everyRole },
  sealedOutput: ['payload'],
});

/** Has a stored event of Stripe's applied again, as when it failed or nobody knew its object. */
export const replayWebhook = command({
  service,
  name: 'replayWebhook',
  version: 1,
  input: z.strictObject({ eventId: text(255) }),
  output: z.strictObject({ eventId: z.string() }),
  callers: { staff: billingStaff },
});

/** Applies all again that a filter finds now, so many at most, the oldest first and some at a time. */
export const replayWebhooks = command({
  service,
  name: 'replayWebhooks',
  version: 1,
  input: z.strictObject({ replayId: id, filter: webhookFilter }),
  output: z.strictObject({ replayId: id, total: z.int() }),
  callers: { staff: billingStaff },
});

/** The next some of a replay. */
export const continueReplay = command({
  service,
  name: 'continueReplay',
  version: 1,
  input: z.strictObject({ replayId: id }),
  output: z.strictObject({ replayId: id, queued: z.int() }),
  callers: { services: ['payments'] },
});

/** Replays of many, the newest first. */
export const listReplays = query({
  service,
  name: 'listReplays',
  version: 1,
  input: z.strictObject({ after: cursor.optional(), limit: pageSize }),
  output: z.strictObject({
    replays: z.array(
      z.strictObject({
        replayId: id,
        filter: webhookFilter,
        state: z.enum(['running', 'done']),
        total: z.int(),
        /** Put in line again so far. */
        queued: z.int(),
        /** Of those, by what came of them. */
        applied: z.int(),
        failed: z.int(),
        waiting: z.int(),
        startedAt: instant,
        endedAt: instant.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
});

/** Days after which what an event held is deleted; never while it is not dealt with. */
export const keepWebhooks = command({
  service,
  name: 'keepWebhooks',
  version: 1,
  input: z.strictObject({ days: z.int().min(7).max(3650) }),
  output: z.strictObject({ days: z.int() }),
  callers: { staff: ['owner', 'admin'] },
});

/** The tenant's timer: deletes what was kept long enough, some at a time. */
export const tidyWebhooks = command({
  service,
  name: 'tidyWebhooks',
  version: 1,
  input: z.strictObject({ timer: id }),
  output: z.strictObject({ emptied: z.int(), deleted: z.int() }),
  callers: { services: ['payments'] },
});

/** Reads what a thin event only names, and applies it as if it had been there. */
export const followThin = command({
  service,
  name: 'followThin',
  version: 1,
  input: z.strictObject({ eventId: text(255), at: stripeHome }),
  output: z.strictObject({ eventId: z.string(), status: webhookStatus }),
  callers: { services: ['payments'] },
});

/** Of the platform, for an operator: accounts that events came of and that nobody here has connected, the last seen first. */
export const listUnknownAccounts = query({
  service,
  name: 'listUnknownAccounts',
  version: 1,
  input: z.strictObject({ after: z.string().max(255).optional(), limit: pageSize }),
  output: z.strictObject({
    accounts: z.array(
      z.strictObject({
        ...stripeHome.shape,
        /** When the first of its events came. */
        since: instant,
        /** How many events wait for it. */
        waiting: z.int(),
        lastEventAt: instant.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { services: ['gateway'] },
});

/** Of the platform: waits for an account that events came from to be connected, then has them applied. */
export const awaitAccount = command({
  service,
  name: 'awaitAccount',
  version: 1,
  input: stripeHome,
  output: z.strictObject({ routed: z.int() }),
  callers: { services: ['payments'] },
});
