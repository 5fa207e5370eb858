import { expect, test } from 'vitest';
import { nextDays, readGrace, readWaits, waitFaults, waitsOf } from './waits.ts';

test('what is typed is read as whole days, and what is not finished is a fault at its place', () => {
  const waits = waitsOf([1, 3, 5]).map((wait, at) => (at === 1 ? { ...wait, days: 'x' } : wait));
  expect(readWaits(waits)).toEqual([1, 0, 5]);
  expect([...waitFaults(waits)]).toEqual([[1, '1 to 30 days.']]);
  expect([...waitFaults(waitsOf([3, 1]))]).toEqual([[1, 'No shorter than the one before.']]);
  expect(waitFaults(waitsOf([1, 3, 5, 7])).size).toBe(0);
});

test('a wait that is added escalates, and stays within the month', () => {
  expect(nextDays([])).toBe('1');
  expect(nextDays(waitsOf([1, 3]))).toBe('5');
  expect(nextDays(waitsOf([30]))).toBe('30');
});

test.each([
  ['7', 7],
  [' 0 ', 0],
  ['61', undefined],
  ['', undefined],
  ['1.5', undefined],
])('days of grace %j are read as %j', (text, days) => {
  expect(readGrace(text)).toBe(days);
});
