import { fault } from '@purser/fault';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mustBe, NotSeen, see } from './see.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is not seen in time is named', async () => {
  const waiting = expect(see('the moon is full', async () => undefined)).rejects.toThrow(/20 s: the moon is full/);
  await vi.advanceTimersByTimeAsync(21_000);
  await waiting;
});

test('what is not found yet is waited for, and the last answer is told when it never comes', async () => {
  const missing = async () => {
    throw fault('notFound', 'no_moon', 'There is no moon.');
  };
  const waiting = expect(see('the moon is full', missing)).rejects.toThrow(/There is no moon\. \(no_moon\)/);
  await vi.advanceTimersByTimeAsync(21_000);
  await waiting;
});

test('a refusal is no reason to wait', async () => {
  const refused = async () => {
    throw fault('rejected', 'too_late', 'Too late.');
  };
  await expect(see('the moon is full', refused)).rejects.toThrow('Too late.');
});

test('a number that is not what it must be is told with what it is', () => {
  expect(() => mustBe('the total', 3, 4)).toThrow(NotSeen);
  expect(() => mustBe('the total', 3, 4)).toThrow('the total should be 4, and is 3.');
  expect(() => mustBe('the total', 4, 4)).not.toThrow();
});
