import { BillingError } from './billingError.ts';
import { dateToUtcMs, utcMsToDate } from './calendarDate.ts';

const HOUR_MS = 3_600_000;
/** No zone is or was further than this from UTC, and none has moved its clocks by more than a day. */
const REACH_MS = 40 * HOUR_MS;

/**
 * The date that the calendar on a wall in the zone shows at an instant. `timeZone` is an IANA name such as
 * 'Europe/London'. Throws BillingError `unknownTimeZone`, `invalidDate`.
 */
export function localDate(instant: Date, timeZone: string): string {
  return utcMsToDate(wallClock(instant.getTime(), clockOf(timeZone)));
}

/**
 * The first instant of a local day. Mostly midnight; where the clocks go forward over midnight it is the instant they do
 * (01:00 in Santiago), and where they went back over it the first of the two midnights. A day that a zone left out
 * altogether (30 December 2011 in Samoa) starts when the next one does.
 */
export function startOfLocalDay(date: string, timeZone: string): Date {
  const midnight = dateToUtcMs(date);
  const clock = clockOf(timeZone);
  const offsets = new Set<number>();
  for (let ms = midnight - REACH_MS; ms <= midnight + REACH_MS; ms += HOUR_MS) offsets.add(wallClock(ms, clock) - ms);
  const midnights = [...offsets].map((offset) => midnight - offset).filter((ms) => wallClock(ms, clock) === midnight);
  return new Date(midnights.length > 0 ? Math.min(...midnights) : endOfGap(midnight, clock));
}

/** The instant at which the wall clock jumps over the midnight; before it the clock is earlier, from it on later. */
function endOfGap(midnight: number, clock: Intl.DateTimeFormat): number {
  let before = midnight - REACH_MS;
  let after = midnight + REACH_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(middle, clock) < midnight) before = middle;
    else after = middle;
  }
  return after;
}

/** What the clock shows, as if it were UTC, in milliseconds. */
function wallClock(ms: number, clock: Intl.DateTimeFormat): number {
  if (Number.isNaN(ms)) throw new BillingError('invalidDate', 'Not an instant');
  const shown = new Map(clock.formatToParts(ms).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return seconds + (((ms % 1000) + 1000) % 1000);
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BillingError('unknownTimeZone', `Not an IANA time zone: ${timeZone}`);
  }
}
