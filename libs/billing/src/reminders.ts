import { addDays } from './calendarDate.ts';

/** What is to be done about an invoice's reminders on a day. Steps are days after its due date, negative before it. */
export type RemindersNow = {
  /** The one reminder to send. */
  send: number | null;
  /** Steps that were missed, and that a later one takes the place of. */
  superseded: number[];
  /** The day of the next step to come; null after the last. */
  nextOn: string | null;
};

type Facts = {
  dueOn: string;
  steps: readonly number[];
  /** What was sent or superseded. */
  done: readonly number[];
  /** The first day a reminder may fall on: later than the issue, and not before the schedule was set. */
  since: string;
  /** The last day whose hour has come. */
  today: string;
};

/**
 * After any downtime one reminder goes out at most: the latest of those that are due. A step whose day was over before the schedule
 * was set, or before the invoice was issued, is never sent.
 * @example remindersNow({ dueOn: '2026-03-01', steps: [1, 7], done: [], since: '2026-02-01', today: '2026-03-20' })
 *   // { send: 7, superseded: [1], nextOn: null }
 */
export function remindersNow({ dueOn, steps, done, since, today }: Facts): RemindersNow {
  // Dates as YYYY-MM-DD sort as text.
  const open = [...new Set(steps)]
    .filter((step) => !done.includes(step))
    .map((step) => ({ step, on: addDays(dueOn, step) }))
    .filter(({ on }) => on >= since)
    .sort((a, b) => a.step - b.step);
  const due = open.filter(({ on }) => on <= today).map(({ step }) => step);
  const latest = due.at(-1);
  const nextOn = open.find(({ on }) => on > today)?.on ?? null;
  if (latest === undefined) return { send: null, superseded: [], nextOn };
  // A step that was put in later, before one that has been sent, comes too late.
  if (done.some((step) => step > latest)) return { send: null, superseded: due, nextOn };
  return { send: latest, superseded: due.slice(0, -1), nextOn };
}
