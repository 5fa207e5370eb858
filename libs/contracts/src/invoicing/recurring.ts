import { command, query } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, cursor, date, everyRole, id, instant, pageSize, text } from '../common.ts';
import { panelInput, panelView } from '../panel.ts';
import { discount, lines, service } from './shapes.ts';

// What is billed again and again: a draft is made for each period and, after the days of review, issued as any other.

const unit = z.enum(['week', 'month', 'year']);

const recurringFields = {
  recurringId: id,
  customerId: id,
  /** What staff know it by; the customer does not see it. */
  name: text(120),
  /** Without it, the customer's own or else the tenant's, at each period. */
  currency: currency.optional(),
  lines: lines.min(1),
  discount: discount.optional(),
  poNumber: text(60).optional(),
  note: text(2000).optional(),
  terms_days: z.int().min(0).max(365).optional(),
  every: z.int().min(1).max(120),
  unit,
  /** The first period, and the day that the others are anchored to: the 31st falls on the last day of a shorter month. */
  startOn: date,
  /** On the last day of each month, whatever day it starts on. */
  monthEnd: z.boolean().optional(),
  /** The last day on which a period may fall. */
  endOn: date.optional(),
  /** How many invoices at most. */
  most: z.int().min(1).max(1000).optional(),
  /** Days from the draft to the issue, in which staff may change or discard it; with 0 it is issued at once. */
  review_days: z.int().min(0).max(60),
  /** Whether the customer gets it by mail when it is issued; true without it. */
  send: z.boolean().optional(),
};
const state = z.enum(['active', 'paused', 'ended']);
const answer = z.strictObject({ recurringId: id, state, nextOn: date.nullable() });

/** @throws Fault invalid for a first period that is over */
export const createRecurringInvoice = command({
  service,
  name: 'createRecurringInvoice',
  version: 1,
  input: z.strictObject(recurringFields),
  output: answer,
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

/** Replaces it whole, but for the customer. Drafts that were made stay as they are. @throws Fault rejected `recurring_ended` */
export const updateRecurringInvoice = command({
  service,
  name: 'updateRecurringInvoice',
  version: 1,
  input: z.strictObject(recurringFields),
  output: answer,
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

/** No more drafts until it is resumed; those that were made are issued all the same. */
export const pauseRecurringInvoice = command({
  service,
  name: 'pauseRecurringInvoice',
  version: 1,
  input: z.strictObject({ recurringId: id }),
  output: answer,
  callers: { staff: billingStaff },
});

/**
 * Goes on with the next period. Of one that staff had paused, what fell into the pause is not billed; of one that had come to a stop by
 * itself, it is.
 */
export const resumeRecurringInvoice = command({
  service,
  name: 'resumeRecurringInvoice',
  version: 1,
  input: z.strictObject({ recurringId: id }),
  output: answer,
  callers: { staff: billingStaff },
});

/** For good. Drafts that were made are issued all the same, unless they are discarded. */
export const endRecurringInvoice = command({
  service,
  name: 'endRecurringInvoice',
  version: 1,
  input: z.strictObject({ recurringId: id }),
  output: answer,
  callers: { staff: billingStaff },
});

/** A timer: the period has come. One that was replaced does nothing. */
export const runRecurringInvoice = command({
  service,
  name: 'runRecurringInvoice',
  version: 1,
  input: z.strictObject({ recurringId: id, timer: id }),
  output: z.strictObject({ recurringId: id, state }),
  callers: { services: ['invoicing'] },
});

/** A timer: the days of review are over. */
export const issueRecurringRun = command({
  service,
  name: 'issueRecurringRun',
  version: 1,
  input: z.strictObject({ recurringId: id, periodOn: date }),
  output: z.strictObject({ recurringId: id, problem: z.string().nullable() }),
  callers: { services: ['invoicing'] },
});

/** `review`: a draft that will be issued; `failed`: one that could not be; `skipped`: staff discarded it. */
export const recurringRunState = z.enum(['review', 'issued', 'skipped', 'failed']);

const run = z.strictObject({
  periodOn: date,
  state: recurringRunState,
  invoiceId: id,
  number: z.string().nullable(),
  issueAt: instant,
  problem: z.string().nullable(),
});

export const getRecurringInvoice = query({
  service,
  name: 'getRecurringInvoice',
  version: 1,
  input: z.strictObject({ recurringId: id }),
  output: z.strictObject({
    ...recurringFields,
    state,
    /** Why it came to a stop by itself. */
    problem: z.string().nullable(),
    made: z.int(),
    /** What one period comes to, where it can be reckoned now. */
    total: amount.nullable(),
    totalCurrency: currency.nullable(),
    /** The next periods, six at most. */
    upcoming: z.array(date),
    /** The newest first, fifty at most. */
    runs: z.array(run),
    createdAt: instant,
  }),
  callers: { staff: everyRole },
  sealedOutput: ['note', 'poNumber'],
});

const summary = z.strictObject({
  recurringId: id,
  customerId: id,
  name: z.string(),
  state,
  every: z.int(),
  unit,
  nextOn: date.nullable(),
  problem: z.string().nullable(),
  made: z.int(),
  createdAt: instant,
});

/** The newest first. */
export const listRecurringInvoices = query({
  service,
  name: 'listRecurringInvoices',
  version: 1,
  input: z.strictObject({
    customerId: id.optional(),
    state: state.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({ recurring: z.array(summary), next: z.string().nullable() }),
  callers: { staff: everyRole },
});

export const recurringInvoicesPanel = query({
  service,
  name: 'recurringInvoicesPanel',
  version: 1,
  input: panelInput,
  output: panelView,
  callers: { staff: everyRole },
});

/** What waits for a person: drafts to look at before they are issued, those that could not be, and schedules that came to a stop. */
export const getRecurringAttention = query({
  service,
  name: 'getRecurringAttention',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** Ten at most, the soonest first, and how many there are. */
    reviews: z.array(
      z.strictObject({
        recurringId: id,
        invoiceId: id,
        customerId: id,
        name: z.string(),
        total: amount,
        currency,
        issueAt: instant,
      }),
    ),
    reviewCount: z.int(),
    failed: z.array(
      z.strictObject({
        recurringId: id,
        invoiceId: id,
        customerId: id,
        name: z.string(),
        problem: z.string(),
        at: instant,
      }),
    ),
    stopped: z.array(z.strictObject({ recurringId: id, customerId: id, name: z.string(), problem: z.string() })),
  }),
  callers: { staff: everyRole },
});
