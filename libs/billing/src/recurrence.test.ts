import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from './calendarDate.ts';
import { nextPeriodOn, type Recurrence, upcomingPeriods } from './recurrence.ts';

const YEAR_2000 = Date.UTC(2000, 0, 1);
const YEAR_2100 = Date.UTC(2100, 0, 1);
const date = fc
  .integer({ min: YEAR_2000, max: YEAR_2100 })
  .map((ms) => new Date(ms))
  .map((at) => at.toISOString().slice(0, 10));
const recurrence: fc.Arbitrary<Recurrence> = fc.record({
  every: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom('week', 'month', 'year'),
  startOn: date,
});
const lastDay = (day: string) => addDays(day, 1).slice(8) === '01';

test.each<[string, Recurrence, string[]]>([
  [
    'the 31st falls on the last day of shorter months, and comes back',
    { every: 1, unit: 'month', startOn: '2026-01-31' },
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
  ],
  [
    'in a leap year February has a day more',
    { every: 1, unit: 'month', startOn: '2027-12-30' },
    ['2027-12-30', '2028-01-30', '2028-02-29', '2028-03-30'],
  ],
  [
    'each quarter',
    { every: 3, unit: 'month', startOn: '2026-11-30' },
    ['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30'],
  ],
  [
    'the last of each month, whatever the day it starts on',
    { every: 1, unit: 'month', startOn: '2026-02-10', monthEnd: true },
    ['2026-02-28', '2026-03-31', '2026-04-30'],
  ],
  [
    '29 February in years that have none',
    { every: 1, unit: 'year', startOn: '2028-02-29' },
    ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
  ],
  [
    'every second week, over a change of the clocks',
    { every: 2, unit: 'week', startOn: '2026-03-20' },
    ['2026-03-20', '2026-04-03', '2026-04-17'],
  ],
  [
    'up to the end and not beyond',
    { every: 1, unit: 'month', startOn: '2026-01-15', endOn: '2026-03-15' },
    ['2026-01-15', '2026-02-15', '2026-03-15'],
  ],
])('%s', (_what, rule, dates) => {
  expect(upcomingPeriods(rule, rule.startOn, rule.endOn ? 9 : dates.length)).toEqual(dates);
});

test('going from period to period leaves none out and tells none twice, from wherever one looks', () => {
  fc.assert(
    fc.property(recurrence, fc.nat(4000), (rule, later) => {
      const from = addDays(rule.startOn, later);
      const all = upcomingPeriods(rule, rule.startOn, 200);
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(all.toSorted());
      const first = all.find((on) => on >= from);
      if (first !== undefined) expect(nextPeriodOn(rule, from)).toBe(first);
    }),
  );
});

test('a monthly period falls on its day, or on the last of a month that is too short for it', () => {
  fc.assert(
    fc.property(recurrence, (rule) => {
      const day = Number(rule.startOn.slice(8));
      for (const on of upcomingPeriods({ ...rule, unit: 'month' }, rule.startOn, 40)) {
        const own = Number(on.slice(8));
        expect(own === day || (own < day && lastDay(on))).toBe(true);
      }
    }),
  );
});

test('weeks are exactly weeks apart', () => {
  fc.assert(
    fc.property(recurrence, (rule) => {
      const [first = '', second = ''] = upcomingPeriods({ ...rule, unit: 'week' }, rule.startOn, 2);
      expect(daysBetween(first, second)).toBe(rule.every * 7);
    }),
  );
});

test.each<[string, Partial<Recurrence>]>([
  ['every zero months', { every: 0 }],
  ['every half a month', { every: 0.5 }],
  ['every 121 months', { every: 121 }],
  ['an end before the start', { endOn: '2025-12-31' }],
  ['the last day of a week', { unit: 'week', monthEnd: true }],
])('%s is refused', (_what, wrong) => {
  const rule: Recurrence = { every: 1, unit: 'month', startOn: '2026-01-01', ...wrong };
  expect(() => nextPeriodOn(rule, '2026-01-01')).toThrow(expect.objectContaining({ code: 'invalidRecurrence' }));
});
