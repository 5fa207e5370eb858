import { expect, test } from 'vitest';
import { dayText, instantText, relativeText } from './dates.ts';

test('a day is the same day wherever it is read', () => {
  expect(dayText('2026-03-01', 'en-GB')).toBe('1 Mar 2026');
});

test('an instant is shown in the zone asked for, across midnight too', () => {
  expect(instantText('2026-03-01T23:30:00Z', 'en-GB', 'Europe/Berlin')).toBe('2 Mar 2026, 00:30');
  expect(instantText('2026-03-01T23:30:00Z', 'en-GB', 'UTC', false)).toBe('1 Mar 2026');
});

test('what is no date is shown as it came', () => {
  expect(dayText('soon', 'en-GB')).toBe('soon');
  expect(instantText('soon', 'en-GB', 'UTC')).toBe('soon');
});

const now = new Date('2026-03-14T12:00:00Z');

test.each([
  ['2026-03-14T11:59:30Z', 'now'],
  ['2026-03-14T11:20:00Z', '40 minutes ago'],
  ['2026-03-14T09:00:01Z', '2 hours ago'],
  ['2026-03-13T11:00:00Z', 'yesterday'],
  ['2026-03-15T12:00:00Z', 'tomorrow'],
  ['2026-03-08T11:00:00Z', '6 days ago'],
  ['2026-03-07T11:00:00Z', undefined],
])('%s is %s', (at, text) => {
  expect(relativeText(at, now, 'en-GB')).toBe(text);
});
