import { command, query } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, date, everyRole, id, instant, pageSize, text } from '../common.ts';
import { service } from './shapes.ts';

// The same thing done to many invoices: issued, mailed again or voided, in batches, each invoice with a result of its own.

export const runKind = z.enum(['issue', 'send', 'void']);
/**
 * `queued`: another run of the tenant is at work. `stalled`: its next batch was tried as often as a message is, and goes on when staff say
 * so. A run that was cancelled has done what it had done by then.
 */
export const runState = z.enum(['queued', 'running', 'stalled', 'done', 'cancelled']);
export const runResult = z.enum(['pending', 'done', 'refused', 'cancelled']);

/** What a filter may ask for: the statuses that a list can show, or all that is owed. */
export const runFilter = z.enum(['draft', 'open', 'partlyPaid', 'paid', 'overdue', 'outstanding']);

/** Invoices by id at most; more are named by what they have in common. */
export const mostNamed = 1000;

/**
 * Which invoices it is about is settled now; those that come later are not among them.
 * @throws Fault rejected `run_empty`, `run_too_large`
 */
export const startRun = command({
  service,
  name: 'startRun',
  version: 1,
  input: z.strictObject({
    runId: id,
    kind: runKind,
    /** These, or all that the filter finds: drafts to be issued, and otherwise what is not a draft. */
    invoices: z.union([
      z.strictObject({ ids: z.array(id).min(1).max(mostNamed) }),
      z.strictObject({
        filter: z.strictObject({
          customerId: id.optional(),
          status: runFilter.optional(),
        }),
      }),
    ]),
    /** Of what is issued: its date, today without it; whether it is mailed, yes without it. */
    issueDate: date.optional(),
    send: z.boolean().optional(),
    /** Why they are voided; needed for that, and for nothing else. */
    reason: text(500).optional(),
  }),
  output: z.strictObject({ runId: id, state: runState, total: z.int() }),
  callers: { staff: billingStaff },
  sealed: ['reason'],
});

/** The next batch of a run: the service's own. */
export const continueRun = command({
  service,
  name: 'continueRun',
  version: 1,
  input: z.strictObject({ runId: id }),
  output: z.strictObject({ runId: id, reached: z.int() }),
  callers: { services: ['invoicing'] },
});

/** What has not been begun is left as it is. @throws Fault rejected `run_ended` */
export const cancelRun = command({
  service,
  name: 'cancelRun',
  version: 1,
  input: z.strictObject({ runId: id }),
  output: z.strictObject({ runId: id, state: runState }),
  callers: { staff: billingStaff },
});

/** A run that came to a stop by itself goes on where it is. @throws Fault rejected `run_not_stalled` */
export const resumeRun = command({
  service,
  name: 'resumeRun',
  version: 1,
  input: z.strictObject({ runId: id }),
  output: z.strictObject({ runId: id }),
  callers: { staff: billingStaff },
});

const run = {
  runId: id,
  kind: runKind,
  state: runState,
  total: z.int(),
  done: z.int(),
  refused: z.int(),
  /** Why it is stalled, in words. */
  problem: z.string().nullable(),
  /** Who began it: a person by id. */
  startedBy: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
};

export const getRun = query({
  service,
  name: 'getRun',
  version: 1,
  input: z.strictObject({ runId: id }),
  output: z.strictObject(run),
  callers: { staff: everyRole },
});

/** Runs, the newest first. */
export const listRuns = query({
  service,
  name: 'listRuns',
  version: 1,
  input: z.strictObject({ after: id.optional(), limit: pageSize }),
  output: z.strictObject({ runs: z.array(z.strictObject(run)), next: id.nullable() }),
  callers: { staff: everyRole },
});

/** What came of each invoice of a run, in the order in which they are done. */
export const listRunItems = query({
  service,
  name: 'listRunItems',
  version: 1,
  input: z.strictObject({
    runId: id,
    result: runResult.optional(),
    /** The position of the last one read. */
    after: z.int().min(0).optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        position: z.int(),
        invoiceId: id,
        /** Null of what is not here, or not any more. */
        customerId: id.nullable(),
        number: z.string().nullable(),
        result: runResult,
        problem: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  callers: { staff: everyRole },
});

/** What was begun by itself or for many, came to a stop, and waits for a person. */
export const getUnfinished = query({
  service,
  name: 'getUnfinished',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** The run that is stalled; there is one at most. */
    run: z.strictObject({ runId: id, kind: runKind, total: z.int(), done: z.int(), problem: z.string() }).nullable(),
    /** Late fees that could not be issued and are drafts still: ten at most, the newest first. */
    fees: z.array(
      z.strictObject({
        invoiceId: id,
        customerId: id,
        /** The invoice that is late. */
        number: z.string(),
        amount,
        currency,
        problem: z.string(),
        at: instant,
      }),
    ),
  }),
  callers: { staff: everyRole },
});
