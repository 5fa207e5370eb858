import { expect, test } from 'vitest';
import { firstLook, intentKey, keyExpired, nextLook, patienceWith, shouldCancel } from './janitor.ts';

const opened = new Date('2026-03-01T10:00:00Z');
const after = (minutes: number) => new Date(opened.getTime() + minutes * 60_000);

test('the janitor looks an hour after opening, then daily', () => {
  expect(nextLook(opened, after(5))).toEqual(after(60));
  expect(nextLook(opened, after(61))).toEqual(after(61 + 24 * 60));
});

test('only what waits for the payer is given up, and only after a day; after a week where they confirm by mail', () => {
  const waits = patienceWith(0, false);
  expect(shouldCancel('requires_payment_method', opened, after(24 * 60), waits)).toBe(true);
  expect(shouldCancel('requires_action', opened, after(24 * 60 - 1), waits)).toBe(false);
  expect(shouldCancel('processing', opened, after(10 * 24 * 60), waits)).toBe(false);
  expect(shouldCancel('requires_action', opened, after(7 * 24 * 60 - 1), patienceWith(1, true))).toBe(false);
  expect(shouldCancel('requires_action', opened, after(7 * 24 * 60), patienceWith(1, true))).toBe(true);
});

test('who tries cards by the dozen is stopped at once, unless Stripe is at work', () => {
  expect(shouldCancel('requires_payment_method', opened, opened, patienceWith(11, false))).toBe(false);
  expect(shouldCancel('requires_payment_method', opened, opened, patienceWith(12, true))).toBe(true);
  expect(shouldCancel('processing', opened, opened, patienceWith(12, false))).toBe(false);
});

test('an attempt keeps one key for ten minutes, then a second one, and none after twenty hours', () => {
  expect(intentKey('a', opened, after(10))).toBe('attempt:a');
  expect(intentKey('a', opened, after(11))).toBe('attempt:a:2');
  expect([keyExpired(opened, after(20 * 60)), keyExpired(opened, after(20 * 60 + 1))]).toEqual([false, true]);
});

test('the janitor first looks after five minutes', () => {
  expect(firstLook(opened)).toEqual(after(5));
});
