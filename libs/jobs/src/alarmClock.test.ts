import { expect, test, vi } from 'vitest';
import { memoryAlarmClock, type Wake } from './alarmClock.ts';

const wake = (messageId: string): Wake => ({ tenant: 't', handler: 'h', messageId });

test('an alarm rings once, at its time and not before, in the order of their times', async () => {
  vi.useFakeTimers();
  try {
    const clock = memoryAlarmClock();
    const rung: string[] = [];
    clock.onRing(async ({ messageId }) => void rung.push(messageId));
    await clock.set(wake('late'), 200);
    await clock.set(wake('soon'), 50);
    await clock.set(wake('overdue'), -5);
    await vi.advanceTimersByTimeAsync(49);
    expect(rung).toEqual(['overdue']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(rung).toEqual(['overdue', 'soon', 'late']);
  } finally {
    vi.useRealTimers();
  }
});

test('one for next year does not ring now', async () => {
  vi.useFakeTimers();
  try {
    const clock = memoryAlarmClock();
    const rung: string[] = [];
    clock.onRing(async ({ messageId }) => void rung.push(messageId));
    await clock.set(wake('next year'), 365 * 86_400_000);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(rung).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test('a ring that fails hurts nobody, and closing waits for one at work', async () => {
  const clock = memoryAlarmClock();
  let release = () => {};
  let begun = 0;
  clock.onRing(async ({ messageId }) => {
    begun += 1;
    if (messageId === 'fails') throw new Error('the database is away');
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  await clock.set(wake('fails'), 0);
  await clock.set(wake('slow'), 0);
  await vi.waitFor(() => expect(begun).toBe(2));
  let closed = false;
  const closing = clock.close().then(() => {
    closed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toBe(false);
  release();
  await closing;
  vi.useFakeTimers();
  await clock.set(wake('after'), 0);
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  expect(begun).toBe(2);
});
