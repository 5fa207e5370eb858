import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, date, everyRole, id, instant } from '../common.ts';
import { chargeAt } from './autopay.ts';

const service = 'payments';

/** What a refusal asks for: nothing more from that card, other details or another card, its holder at their bank, or patience. */
export const refusalVerdict = z.enum(['never', 'ask', 'authenticate', 'retry']);
/** Why an invoice is not tried any more; `refused` is Stripe's own word, before any bank's. */
export const stopped = z.enum(['never', 'ask', 'authenticate', 'exhausted', 'noCard', 'refused', 'staff']);
const end = z.enum(['leave', 'writeOff']);

const policy = {
  /** Days from each refused try to the next; each no shorter than the one before. Eight tries are the most. */
  waits_days: z.array(z.int().min(1).max(30)).max(7),
  /** Days from the last notice to the end. */
  grace_days: z.int().min(0).max(60),
  /** What becomes of an invoice that nobody paid by then: left to staff, or written off as uncollectible. */
  end,
  chargeAt,
};

/** What is done when a bank refuses an invoice that is charged by itself. `version` is the one it was made from. */
export const setDunningPolicy = command({
  service,
  name: 'setDunningPolicy',
  version: 1,
  input: z.strictObject({ version: z.int().min(0), ...policy }),
  output: z.strictObject({ version: z.int() }),
  callers: { staff: billingStaff },
});

export const getDunningPolicy = query({
  service,
  name: 'getDunningPolicy',
  version: 1,
  input: z.strictObject({}),
  /** Version 0 is the usual policy, which nobody has set. */
  output: z.strictObject({ version: z.int(), ...policy, changedAt: instant.nullable() }),
  callers: { staff: everyRole },
});

/** Staff stop the tries of one invoice, or have them begin anew with the coming run. */
export const setInvoiceAutopay = command({
  service,
  name: 'setInvoiceAutopay',
  version: 1,
  input: z.strictObject({ invoiceId: id, on: z.boolean() }),
  output: z.strictObject({ invoiceId: id, on: z.boolean() }),
  callers: { staff: billingStaff },
});

/** How far it is with charging an invoice by itself, and each try; to its customer with tact. */
export const getInvoiceAutopay = query({
  service,
  name: 'getInvoiceAutopay',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({
    /** Whether its customer pays automatically. */
    on: z.boolean(),
    /** `none` is not known here; `done` is not charged by itself any more, whatever happens. */
    state: z.enum(['none', 'planned', 'stopped', 'ended', 'done']),
    why: stopped.nullable(),
    nextOn: date.nullable(),
    endsOn: date.nullable(),
    /** The newest first; those no bank heard of are left out. */
    tries: z.array(
      z.strictObject({
        attemptId: id,
        /** Which of its series, from 1; another card begins a new one. */
        try: z.int(),
        at: instant,
        /** Null while nobody knows. */
        outcome: z.enum(['succeeded', 'refused']).nullable(),
        verdict: z.enum([...refusalVerdict.options, 'refused']).nullable(),
        code: z.string().nullable(),
        declineCode: z.string().nullable(),
        adviceCode: z.string().nullable(),
        nextOn: date.nullable(),
        brand: z.string().nullable(),
        last4: z.string().nullable(),
      }),
    ),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['notifications'] },
});

/** Invoices whose tries have stopped or ended and that wait for somebody, those that wait longest first. */
export const listStoppedBills = query({
  service,
  name: 'listStoppedBills',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    bills: z.array(
      z.strictObject({
        invoiceId: id,
        customerId: id,
        why: stopped,
        at: instant,
        endsOn: date.nullable(),
        hasEnded: z.boolean(),
      }),
    ),
    /** How many there are in all. */
    count: z.int(),
  }),
  callers: { staff: everyRole },
});

/** What a run on that day would take up, if nothing happens until then. */
export const previewAutopay = query({
  service,
  name: 'previewAutopay',
  version: 1,
  input: z.strictObject({
    on: date,
    /** The last invoice of the hundred before. */
    after: id.optional(),
  }),
  output: z.strictObject({
    /** When the next run is; null where nobody ever paid automatically. */
    next: instant.nullable(),
    bills: z.array(
      z.strictObject({
        invoiceId: id,
        customerId: id,
        dueDate: date,
        /** Which try it would be, from 1. */
        try: z.int(),
        brand: z.string().nullable(),
        last4: z.string().nullable(),
        /** Why it would not be charged after all, as far as it is known beforehand. */
        hindrance: z.enum(['noCard', 'cardSpent', 'paymentOpen']).nullable(),
      }),
    ),
    /** How many a run would take up, from there on. */
    count: z.int(),
  }),
  callers: { staff: everyRole, services: ['gateway'] },
});

/** An invoice was to be charged, and there is no card that could be: its customer is asked for one. */
export const autopayWaits = event({
  service,
  name: 'autopayWaits',
  version: 1,
  input: z.strictObject({ invoiceId: id, customerId: id, why: z.enum(['noCard', 'cardSpent']) }),
  readers: ['notifications'],
});

/**
 * Nobody paid, and the time for it is over: nothing is charged by itself any more until another card stands first. A service that keeps
 * subscriptions pauses them on this.
 */
export const autopayGaveUp = event({
  service,
  name: 'autopayGaveUp',
  version: 1,
  input: z.strictObject({ invoiceId: id, customerId: id, why: stopped, tries: z.int(), end }),
  readers: ['gateway', 'notifications'],
});

/** What follows the refusal of a try with the customer away. */
export const followed = z.strictObject({
  verdict: refusalVerdict,
  nextOn: date.nullable(),
  endsOn: date.nullable(),
  stopped: stopped.nullable(),
});
