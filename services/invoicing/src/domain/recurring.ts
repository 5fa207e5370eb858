import { addDays, BillingError, checkRecurrence, nextPeriodOn, type Recurrence } from '@purser/billing';
import { fault } from '@purser/fault';
import { refusedField } from './refusals.ts';

/** When a recurring invoice falls due, and how many it has made of how many at most. */
export type Schedule = Recurrence & { most: number | null; made: number };

export type RecurringState = 'active' | 'paused' | 'ended';

/** The first period from a day on that is still to be made; null when all have been. */
export function nextRun({ most, made, ...recurrence }: Schedule, from: string): string | null {
  return most !== null && made >= most ? null : nextPeriodOn(recurrence, from);
}

/** The next periods, so many at most. */
export function upcomingRuns(schedule: Schedule, from: string, most: number): string[] {
  const dates: string[] = [];
  let { made } = schedule;
  for (let on = nextRun(schedule, from); on !== null && dates.length < most; ) {
    dates.push(on);
    made += 1;
    on = nextRun({ ...schedule, made }, addDays(on, 1));
  }
  return dates;
}

/** @throws Fault invalid, with the field that is wrong */
export function checkSchedule(recurrence: Recurrence): void {
  try {
    checkRecurrence(recurrence);
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    const field = recurrence.monthEnd && recurrence.unit === 'week' ? 'monthEnd' : 'endOn';
    throw refusedField(field, 'invalid_schedule', `${error.message}.`);
  }
}

/** @throws Fault rejected: nothing follows the end */
export function checkNotEnded(state: RecurringState): void {
  if (state === 'ended') throw fault('rejected', 'recurring_ended', 'This recurring invoice has ended.');
}

/** A period is never billed twice, and none that is over is begun with. */
export function dayToGoOnFrom(today: string, lastRun: string | null): string {
  const after = lastRun === null ? today : addDays(lastRun, 1);
  // Dates as YYYY-MM-DD sort as text.
  return after > today ? after : today;
}

/** @example rhythm({ every: 3, unit: 'month' }) === 'Every 3 months' */
export function rhythm({ every, unit }: Pick<Recurrence, 'every' | 'unit'>): string {
  return every === 1 ? `Every ${unit}` : `Every ${every} ${unit}s`;
}
