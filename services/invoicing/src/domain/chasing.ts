import {
  addDays,
  type LateFeePolicy,
  localDate,
  localTime,
  nextLateFeeOn,
  type RemindersNow,
  remindersNow,
} from '@purser/billing';

/** Reminders and fees fall on a day and are dealt with in its morning, in the tenant's zone. */
const morning_hour = 9;

export type ChasingRules = { steps: readonly number[]; remindersSince: string | null; lateFees: LateFeePolicy | null };

/** What an invoice's chase depends on besides the rules. Dates in the tenant's zone. */
export type Chased = {
  dueOn: string;
  /** The day it was really issued on, whatever date it bears: nobody is reminded of what they have just got. */
  issuedDay: string;
  /** Steps that were sent or passed over, and days that fees were charged for. */
  done: readonly number[];
  charged: readonly string[];
  /** The customer is not reminded of anything. */
  unreminded: boolean;
  /** No fees: its customer is archived, or it is a fee itself; fees are charged on what was sold. */
  unbilled: boolean;
  /** The day since which its customer, who was archived before, is billed again. */
  restoredDay: string | null;
  /** The last day a payment of it went back, and the last day one did or was taken: what was missed till then is over. */
  refundedDay: string | null;
  reversedDay: string | null;
};

export type ChaseNow = {
  reminders: RemindersNow;
  /** The day of a fee that is due. */
  feeOn: string | null;
  /** The day to look at it again; null when there is nothing more to wait for. */
  nextOn: string | null;
};

const nothing: RemindersNow = { send: null, superseded: [], nextOn: null };

/** What the rules want of an invoice; `today` is the last day whose morning has come. */
export function decideChase(rules: ChasingRules, invoice: Chased, today: string): ChaseNow {
  const after = addDays(invoice.issuedDay, 1);
  const reminders = invoice.unreminded ? nothing : remindersOf(rules, invoice, after, today);
  const fee = feeDay(rules, invoice, after);
  const feeOn = fee !== null && fee <= today ? fee : null;
  // A fee that is due is charged first, and then the next one is looked for.
  const waits = [reminders.nextOn, feeOn === null ? fee : null].filter((day) => day !== null);
  return { reminders, feeOn, nextOn: waits.toSorted()[0] ?? null };
}

function remindersOf(
  { steps, remindersSince }: ChasingRules,
  { dueOn, done, refundedDay }: Chased,
  after: string,
  today: string,
) {
  if (remindersSince === null || steps.length === 0) return nothing;
  const since = later(later(remindersSince, after), dayAfter(refundedDay) ?? after);
  return remindersNow({ dueOn, steps, done, since, today });
}

function feeDay({ lateFees }: ChasingRules, invoice: Chased, after: string): string | null {
  const { dueOn, charged, unbilled, restoredDay, reversedDay } = invoice;
  if (lateFees === null || unbilled) return null;
  const since = [lateFees.since, after, restoredDay ?? after, dayAfter(reversedDay) ?? after].reduce(later);
  return nextLateFeeOn({ ...lateFees, since }, dueOn, charged);
}

const dayAfter = (day: string | null) => (day === null ? null : addDays(day, 1));

// Dates as YYYY-MM-DD sort as text.
const later = (a: string, b: string) => (a > b ? a : b);

/** The last day whose morning has come. */
export function lastMorning(now: Date, timeZone: string): string {
  const today = localDate(now, timeZone);
  return now >= morningOf(today, timeZone) ? today : addDays(today, -1);
}

export function morningOf(day: string, timeZone: string): Date {
  return localTime(day, morning_hour, timeZone);
}
