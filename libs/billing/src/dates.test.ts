import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from './calendarDate.ts';
import { dueDate } from './dueDate.ts';
import { localDate, localTime, startOfLocalDay } from './localDate.ts';

const YEAR_1970 = 0;
const YEAR_2100 = Date.UTC(2100, 0, 1);
const instant = fc.integer({ min: YEAR_1970, max: YEAR_2100 }).map((ms) => new Date(ms));
const date = instant.map((at) => at.toISOString().slice(0, 10));
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

describe('due dates', () => {
  test.each([
    ['2026-01-31', 14, '2026-02-14'],
    ['2026-01-31', 30, '2026-03-02'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('%s NET-%i is due on %s', (issued, days, due) => {
    expect(dueDate(issued, { kind: 'net', days })).toBe(due);
  });

  test('a due date is exactly the terms away, whatever months and leap years lie between', () => {
    fc.assert(
      fc.property(date, fc.nat(730), (issued, days) => {
        const due = dueDate(issued, { kind: 'net', days });
        expect(daysBetween(issued, due)).toBe(days);
        expect(addDays(due, -days)).toBe(issued);
      }),
    );
  });

  test.each(['2026-02-30', '2026-2-3', '2026-13-01', '0050-01-01', '20260101', '', '2026-01-01T00:00:00Z'])(
    '%j is no date',
    (text) => {
      expect(() => dueDate(text, { kind: 'net', days: 1 })).toThrow(expect.objectContaining({ code: 'invalidDate' }));
    },
  );

  test.each([-1, 1.5, 731, Number.NaN])('NET-%d is refused', (days) => {
    expect(() => dueDate('2026-01-01', { kind: 'net', days })).toThrow(
      expect.objectContaining({ code: 'invalidTerms' }),
    );
  });
});

describe('local dates', () => {
  test.each([
    ['2026-06-30T23:30:00Z', 'Europe/London', '2026-07-01'],
    ['2026-12-31T23:30:00Z', 'Europe/London', '2026-12-31'],
    ['2026-01-01T09:59:59Z', 'Pacific/Honolulu', '2025-12-31'],
    ['2026-01-01T10:00:00Z', 'Pacific/Kiritimati', '2026-01-02'],
    ['2026-01-01T18:14:59Z', 'Asia/Kathmandu', '2026-01-01'],
    ['2026-01-01T18:15:00Z', 'Asia/Kathmandu', '2026-01-02'],
  ])('%s in %s is %s', (at, timeZone, day) => {
    expect(localDate(new Date(at), timeZone)).toBe(day);
  });

  test.each([
    ['2026-07-01', 'Europe/London', '2026-06-30T23:00:00.000Z'],
    ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', 'Europe/London', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z'],
    ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
    // The clocks go forward over midnight: the day starts at 01:00.
    ['2022-09-11', 'America/Santiago', '2022-09-11T04:00:00.000Z'],
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
    // They went back one minute past midnight: the day had two midnights, the first counts.
    ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00.000Z'],
    // They go back at midnight to 23:00 of the day before: one midnight only.
    ['2024-10-06', 'America/Asuncion', '2024-10-06T04:00:00.000Z'],
    // Samoa left this day out.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s starts at %s', (day, timeZone, at) => {
    expect(startOfLocalDay(day, timeZone).toISOString()).toBe(at);
  });

  test('the start of a day is of that day and the instant before is of an earlier one, in every zone and year', () => {
    fc.assert(
      fc.property(date, zone, (day, timeZone) => {
        const start = startOfLocalDay(day, timeZone);
        const first = localDate(start, timeZone);
        const skipped = first !== day;
        if (skipped) expect(first).toBe(addDays(day, 1));
        expect(localDate(new Date(start.getTime() - 1), timeZone) < day).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('every instant lies in the day it is dated, clock changes included', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const day = localDate(at, timeZone);
        expect(startOfLocalDay(day, timeZone).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(startOfLocalDay(addDays(day, 2), timeZone).getTime()).toBeGreaterThan(at.getTime());
      }),
      { numRuns: 300 },
    );
  });

  test('days follow each other without overlap, and none is longer than 25 hours or shorter than 23 in zones of today', () => {
    const modern = fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'America/Santiago',
      'Asia/Kolkata',
      'Asia/Tokyo',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3650 }), modern, (day, timeZone) => {
        const today = addDays('2020-01-01', day);
        const hours =
          (startOfLocalDay(addDays(today, 1), timeZone).getTime() - startOfLocalDay(today, timeZone).getTime()) /
          3_600_000;
        expect([23, 24, 25]).toContain(hours);
      }),
      { numRuns: 200 },
    );
  });

  test('an unknown zone, a broken instant and a broken date are refused', () => {
    expect(() => localDate(new Date(), 'Mars/Olympus')).toThrow(expect.objectContaining({ code: 'unknownTimeZone' }));
    expect(() => localDate(new Date(Number.NaN), 'UTC')).toThrow(expect.objectContaining({ code: 'invalidDate' }));
    expect(() => startOfLocalDay('2026-02-30', 'UTC')).toThrow(expect.objectContaining({ code: 'invalidDate' }));
  });
});

describe('the hour of a day', () => {
  test.each([
    ['2026-07-01', 9, 'Europe/London', '2026-07-01T08:00:00.000Z'],
    ['2026-12-01', 9, 'Europe/London', '2026-12-01T09:00:00.000Z'],
    // The days the clocks change on, before and after they did.
    ['2026-03-29', 9, 'Europe/London', '2026-03-29T08:00:00.000Z'],
    ['2026-10-25', 9, 'Europe/London', '2026-10-25T09:00:00.000Z'],
    ['2026-11-01', 9, 'America/New_York', '2026-11-01T14:00:00.000Z'],
    ['2026-06-01', 9, 'Asia/Kathmandu', '2026-06-01T03:15:00.000Z'],
    // An hour that was left out, and one that there was twice.
    ['2026-03-29', 1, 'Europe/London', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', 1, 'Europe/London', '2026-10-25T00:00:00.000Z'],
  ])('%s at %i in %s is %s', (day, hour, timeZone, at) => {
    expect(localTime(day, hour, timeZone).toISOString()).toBe(at);
  });

  test('nine in the morning is of that day, in every zone and year; no zone has moved its clocks then', () => {
    fc.assert(
      fc.property(date, zone, (day, timeZone) => {
        const at = localTime(day, 9, timeZone);
        const skipped = localDate(startOfLocalDay(day, timeZone), timeZone) !== day;
        if (skipped) return;
        expect(localDate(at, timeZone)).toBe(day);
        expect(at.getTime()).toBeGreaterThan(startOfLocalDay(day, timeZone).getTime());
      }),
      { numRuns: 200 },
    );
  });

  test.each([-1, 24, 9.5, Number.NaN])('%d is no hour', (hour) => {
    expect(() => localTime('2026-01-01', hour, 'UTC')).toThrow(expect.objectContaining({ code: 'invalidDate' }));
  });
});
