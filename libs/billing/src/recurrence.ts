import { BillingError } from './billingError.ts';
import { addDays, dateToUtcMs, daysBetween } from './calendarDate.ts';

/**
 * Every n weeks, months or years from a first day on. Months and years are anchored to that day: 31 January is followed by 28 or 29
 * February and then by 31 March. With `monthEnd` each falls on the last day of its month. `endOn` is the last day on which one may
 * fall.
 */
export type Recurrence = {
  readonly every: number;
  readonly unit: 'week' | 'month' | 'year';
  readonly startOn: string;
  readonly monthEnd?: boolean;
  readonly endOn?: string;
};

const MOST_EVERY = 120;
const WEEK_DAYS = 7;
const YEAR_MONTHS = 12;

/** @throws BillingError `invalidRecurrence`, `invalidDate` */
export function checkRecurrence({ every, unit, startOn, monthEnd, endOn }: Recurrence): void {
  dateToUtcMs(startOn);
  if (!Number.isInteger(every) || every < 1 || every > MOST_EVERY)
    throw new BillingError('invalidRecurrence', `Every 1 to ${MOST_EVERY}: ${every}`);
  if (monthEnd && unit === 'week') throw new BillingError('invalidRecurrence', 'A week has no last day of the month');
  if (endOn !== undefined && daysBetween(startOn, endOn) < 0)
    throw new BillingError('invalidRecurrence', `It ends before it starts: ${endOn}`);
}

/**
 * The first period that falls on a day or later; null when the last has been by then.
 * @example nextPeriodOn({ every: 1, unit: 'month', startOn: '2026-01-31' }, '2026-02-01') === '2026-02-28'
 */
export function nextPeriodOn(recurrence: Recurrence, from: string): string | null {
  checkRecurrence(recurrence);
  // One too early at most: how many whole periods lie before the day.
  let index = Math.max(0, periodsBefore(recurrence, from) - 1);
  let on = periodOn(recurrence, index);
  // Dates as YYYY-MM-DD sort as text.
  while (on < from) {
    index += 1;
    on = periodOn(recurrence, index);
  }
  return recurrence.endOn !== undefined && on > recurrence.endOn ? null : on;
}

/** The next periods from a day on, so many at most. */
export function upcomingPeriods(recurrence: Recurrence, from: string, most: number): string[] {
  const dates: string[] = [];
  for (let on = nextPeriodOn(recurrence, from); on !== null && dates.length < most; ) {
    dates.push(on);
    on = nextPeriodOn(recurrence, addDays(on, 1));
  }
  return dates;
}

/** The period by its number, the first is 0. */
function periodOn({ every, unit, startOn, monthEnd = false }: Recurrence, index: number): string {
  if (unit === 'week') return addDays(startOn, index * every * WEEK_DAYS);
  const months = index * every * (unit === 'year' ? YEAR_MONTHS : 1);
  const month = Number(startOn.slice(0, 4)) * YEAR_MONTHS + Number(startOn.slice(5, 7)) - 1 + months;
  const first = `${String(Math.floor(month / YEAR_MONTHS)).padStart(4, '0')}-${String((month % YEAR_MONTHS) + 1).padStart(2, '0')}-01`;
  const wanted = monthEnd ? 31 : Number(startOn.slice(8, 10));
  return addDays(first, Math.min(wanted, daysIn(first)) - 1);
}

function daysIn(firstOfMonth: string): number {
  const next = addDays(firstOfMonth, 31);
  return daysBetween(firstOfMonth, `${next.slice(0, 8)}01`);
}

function periodsBefore({ every, unit, startOn }: Recurrence, day: string): number {
  if (unit === 'week') return Math.floor(daysBetween(startOn, day) / (every * WEEK_DAYS));
  const monthsOf = (date: string) => Number(date.slice(0, 4)) * YEAR_MONTHS + Number(date.slice(5, 7));
  return Math.floor((monthsOf(day) - monthsOf(startOn)) / (every * (unit === 'year' ? YEAR_MONTHS : 1)));
}
