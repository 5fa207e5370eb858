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
  return firstInstantAt(dateToUtcMs(date), clockOf(timeZone));
}

/**
 * The first instant at which a wall clock in the zone shows that hour of that day, 0 to 23. An hour that the zone left out starts
 * when the clocks have jumped over it; of one that it had twice, the first counts.
 */
export function localTime(date: string, hour: number, timeZone: string): Date {
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new BillingError('invalidDate', `Not an hour: ${hour}`);
  return firstInstantAt(dateToUtcMs(date) + hour * HOUR_MS, clockOf(timeZone));
}

function firstInstantAt(wall: number, clock: Intl.DateTimeFormat): Date {
  const offsets = new Set<number>();
  for (let ms = wall - REACH_MS; ms <= wall + REACH_MS; ms += HOUR_MS) offsets.add(wallClock(ms, clock) - ms);
  const instants = [...offsets].map((offset) => wall - offset).filter((ms) => wallClock(ms, clock) === wall);
  return new Date(instants.length > 0 ? Math.min(...instants) : endOfGap(wall, clock));
}

/** The instant at which the wall clock jumps over `wall`; before it the clock is earlier, from it on later. */
function endOfGap(wall: number, clock: Intl.DateTimeFormat): number {
  let before = wall - REACH_MS;
  let after = wall + REACH_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(middle, clock) < wall) before = middle;
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

/** To make one costs far more than to read it. Zones are few, however their names are written. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const clocksMost = 1000;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = newClock(timeZone);
  if (clocks.size >= clocksMost) clocks.clear();
  clocks.set(timeZone, made);
  return made;
}

function newClock(timeZone: string): Intl.DateTimeFormat {
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
