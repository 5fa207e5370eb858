import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { currency, date } from './common.ts';

const policy = invoicing.lateFeePolicy.shape;

/** Days after the due date, negative before it; each is dealt with at nine in the morning of the tenant's zone. */
export const remindersBody = z.strictObject({ steps: invoicing.setReminders.input.shape.steps });
export const remindersModel = z.strictObject({
  steps: z.array(z.int()),
  /** From which day the schedule counts; null where it was never set. */
  since: date.nullable(),
});
export type RemindersModel = z.infer<typeof remindersModel>;

const lateFeePolicyModel = z.strictObject({
  graceDays: policy.grace_days,
  /** Percent of what is due, as decimal text, or minor units of a currency. */
  fee: z.union([z.strictObject({ percent: z.string() }), z.strictObject({ amount: z.int().min(1), currency })]),
  /** Days from one fee to the next; null charges once. */
  everyDays: policy.every_days,
  /** Percent of the invoice's total that its fees may come to; null is no bound. */
  capPercent: policy.capPercent,
});
export const lateFeesBody = z.strictObject({ policy: lateFeePolicyModel.nullable() });
export const lateFeesModel = z.strictObject({ policy: lateFeePolicyModel.nullable(), since: date.nullable() });
export type LateFeesModel = z.infer<typeof lateFeesModel>;

export const customerRemindersModel = z.strictObject({ reminders: z.boolean() });
export type CustomerRemindersModel = z.infer<typeof customerRemindersModel>;
