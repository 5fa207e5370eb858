import { isFault } from '@purser/fault';
import { expect, test } from 'vitest';
import { paceOf } from './pace.ts';

/** Time that passes only while somebody waits in it. */
function inItsOwnTime(perSecond: number) {
  let now = 1_000;
  const waiting: { until: number; go: () => void }[] = [];
  const sleep = (ms: number) => new Promise<void>((go) => waiting.push({ until: now + ms, go }));
  const pace = paceOf({ perSecond, clock: { elapsed_ms: () => now }, sleep });
  const calls: number[] = [];
  const refused: unknown[] = [];
  return {
    pace,
    calls,
    refused,
    ask: (count: number) => {
      for (let i = 0; i < count; i += 1)
        void pace.turn().then(
          () => calls.push(now),
          (error: unknown) => refused.push(error),
        );
    },
    pass: async (ms: number) => {
      const end = now + ms;
      await Promise.resolve();
      for (;;) {
        waiting.sort((a, b) => a.until - b.until);
        const first = waiting[0];
        if (!first || first.until > end) break;
        waiting.shift();
        now = Math.max(now, first.until);
        first.go();
        await new Promise((done) => setImmediate(done));
      }
      now = end;
      await new Promise((done) => setImmediate(done));
    },
  };
}

test('a crowd goes out at the account’s pace, in every second no more than that and a small burst', async () => {
  const world = inItsOwnTime(25);
  world.ask(60);
  await world.pass(4_000);
  expect(world.calls).toHaveLength(60);
  for (const at of world.calls)
    expect(world.calls.filter((each) => each >= at && each < at + 1_000).length).toBeLessThanOrEqual(25 + 6);
});

test('who would wait longer than a lease is sent away, to come again, and takes nobody’s turn', async () => {
  const world = inItsOwnTime(25);
  world.ask(200);
  await world.pass(10_000);
  expect(world.calls.length + world.refused.length).toBe(200);
  expect(world.refused.length).toBeGreaterThan(50);
  for (const error of world.refused) expect(isFault(error) && error.kind === 'limited' && error.passing).toBe(true);
  world.ask(1);
  await world.pass(100);
  expect(world.calls.length + world.refused.length).toBe(201);
  expect(world.calls.at(-1)).toBeGreaterThanOrEqual(11_000);
});

test('after a "too much" it is slower, and comes back bit by bit', async () => {
  const world = inItsOwnTime(100);
  const inASecond = async () => {
    const before = world.calls.length;
    world.ask(150);
    await world.pass(1_000);
    const count = world.calls.length - before;
    await world.pass(20_000);
    return count;
  };
  const usual = await inASecond();
  expect(usual).toBeGreaterThanOrEqual(100);
  for (let i = 0; i < 4; i += 1) world.pace.tooMuch();
  // The pauses are over: what is left is the pace.
  await world.pass(10_000);
  const slowed = await inASecond();
  expect(slowed).toBeLessThan(usual / 2);
  for (let i = 0; i < 5; i += 1) await inASecond();
  expect(await inASecond()).toBeGreaterThan(usual * 0.9);
});
