import { expect, test } from 'vitest';
import { nextRun } from './autopay.ts';

test.each([
  // Summer and winter time, and the nights on which the clocks move.
  ['2026-07-01T00:30:00Z', 'Europe/London', '2026-07-01T01:00:00.000Z'],
  ['2026-07-01T01:00:00Z', 'Europe/London', '2026-07-02T01:00:00.000Z'],
  ['2026-01-01T12:00:00Z', 'America/New_York', '2026-01-02T07:00:00.000Z'],
  ['2026-10-24T23:30:00Z', 'Europe/Berlin', '2026-10-25T00:00:00.000Z'],
  ['2026-12-31T20:00:00Z', 'Pacific/Auckland', '2027-01-01T13:00:00.000Z'],
])('after %s in %s the next run is at %s', (now, zone, next) => {
  expect(nextRun(new Date(now), zone).toISOString()).toBe(next);
});
