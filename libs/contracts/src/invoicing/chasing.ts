import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, date, everyRole, id, instant, positiveAmount } from '../common.ts';
import { percent, service } from './shapes.ts';

// What is done about money that has not come: reminders before and after the due date, and late fees.

/** Days after the due date; negative before it. */
const reminderStep = z.int().min(-60).max(365);
const reminderSteps = z.array(reminderStep).max(10);

/** When customers are reminded, at nine in the morning of the tenant's zone; no steps means never. Counts from today on. */
export const setReminders = command({
  service,
  name: 'setReminders',
  version: 1,
  input: z.strictObject({ steps: reminderSteps }),
  /** In order, each once. */
  output: z.strictObject({ steps: reminderSteps }),
  callers: { staff: billingStaff },
});

/** What is charged on what is overdue. */
export const lateFeePolicy = z.strictObject({
  /** Days after the due date that cost nothing. */
  grace_days: z.int().min(0).max(90),
  /** Of what is due, or an amount, which is charged on invoices of that currency alone. */
  fee: z.union([z.strictObject({ percent }), z.strictObject({ amount: positiveAmount, currency })]),
  /** Null charges once an invoice. */
  every_days: z.int().min(7).max(366).nullable(),
  /** Of the invoice's total, what its fees may come to; null is no bound. */
  capPercent: percent.nullable(),
});

/** Null charges nothing. Counts from today on: what was overdue before is not charged for that time. */
export const setLateFees = command({
  service,
  name: 'setLateFees',
  version: 1,
  input: z.strictObject({ policy: lateFeePolicy.nullable() }),
  output: z.strictObject({ policy: lateFeePolicy.nullable() }),
  callers: { staff: billingStaff },
});

/** Whether a customer is reminded at all; everybody is unless told otherwise. */
export const setCustomerReminders = command({
  service,
  name: 'setCustomerReminders',
  version: 1,
  input: z.strictObject({ customerId: id, reminders: z.boolean() }),
  output: z.strictObject({ customerId: id, reminders: z.boolean() }),
  callers: { staff: billingStaff },
});

export const getChasing = query({
  service,
  name: 'getChasing',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    steps: reminderSteps,
    /** Null where it was never set. */
    remindersSince: date.nullable(),
    lateFees: lateFeePolicy.nullable(),
    lateFeesSince: date.nullable(),
  }),
  callers: { staff: everyRole },
});

export const getCustomerReminders = query({
  service,
  name: 'getCustomerReminders',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ reminders: z.boolean() }),
  callers: { staff: everyRole },
});

/** An invoice's timer: reminds and charges what is due by now, and says when it looks again. One that was replaced does nothing. */
export const chaseInvoice = command({
  service,
  name: 'chaseInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id, timer: id }),
  output: z.strictObject({ invoiceId: id, next: instant.nullable() }),
  callers: { services: ['invoicing'] },
});

/** The rules have changed: each open invoice is looked at again, page by page. */
export const rechaseInvoices = command({
  service,
  name: 'rechaseInvoices',
  version: 1,
  input: z.strictObject({
    /** Those of one customer; all without it. */
    customer: id.optional(),
    /** Where the page before ended. */
    after: id.optional(),
  }),
  output: z.strictObject({ count: z.int() }),
  callers: { services: ['invoicing'] },
});

/** An invoice that is not paid is to be reminded of: said once for each step of the schedule, and only if it is still due. */
export const reminderDue = event({
  service,
  name: 'reminderDue',
  version: 1,
  input: z.strictObject({
    reminderId: id,
    invoiceId: id,
    customerId: id,
    currency,
    due: amount,
    dueDate: date,
    /** Of the schedule, in days after the due date; negative before it. */
    step: reminderStep,
    /** Days from the due date to today, which are more than the step when it was late. */
    days: z.int(),
  }),
  readers: ['notifications', 'gateway'],
});
