import { expect, test } from 'vitest';
import { nextLook, shouldCancel } from './janitor.ts';

const opened = new Date('2026-03-01T10:00:00Z');
const after = (minutes: number) => new Date(opened.getTime() + minutes * 60_000);

test('the janitor looks an hour after opening, then daily', () => {
  expect(nextLook(opened, after(5))).toEqual(after(60));
  expect(nextLook(opened, after(61))).toEqual(after(61 + 24 * 60));
});

test('only what waits for the payer is given up, and only after a day', () => {
  expect(shouldCancel('requires_payment_method', opened, after(24 * 60))).toBe(true);
  expect(shouldCancel('requires_action', opened, after(24 * 60 - 1))).toBe(false);
  expect(shouldCancel('processing', opened, after(10 * 24 * 60))).toBe(false);
});
