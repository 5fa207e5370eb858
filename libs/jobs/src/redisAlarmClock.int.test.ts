import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisEngine, startRedis } from '@purser/engines';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlarmClock, Wake } from './alarmClock.ts';
import { redisAlarmClock } from './redisAlarmClock.ts';

let dir: string;
let redis: RedisEngine;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-redis-'));
  redis = await startRedis({ dir, password: newId() });
});
afterAll(async () => {
  await redis?.stop();
  await rm(dir, { recursive: true, force: true });
});

let clocks = 0;
function aClock(service = `s${++clocks}`) {
  const faults: string[] = [];
  const clock = redisAlarmClock({ url: redis.url, prefix: 'test', service, onFault: (fault) => faults.push(fault) });
  return { clock, faults, service };
}
const wake = (): Wake => ({ tenant: newId(), handler: 'counter.add', messageId: newId() });
const ringing = (clock: AlarmClock) => {
  const rung: { wake: Wake; at: number }[] = [];
  clock.onRing(async (rings) => void rung.push({ wake: rings, at: performance.now() }));
  return rung;
};
test('an alarm rings once, not before its time, in one process of the service and in no other service', async () => {
  const { clock: one, service } = aClock();
  const { clock: two } = aClock(service);
  const { clock: other } = aClock();
  const [rungOne, rungTwo, rungOther] = [ringing(one), ringing(two), ringing(other)];
  const first = wake();
  await until('the alarm rings', async () => {
    if (rungOne.length + rungTwo.length > 0) return true;
    await one.set(first, 0);
    return false;
  });
  const second = wake();
  const set = performance.now();
  await one.set(second, 300);
  const rung = await until('the second', () =>
    [...rungOne, ...rungTwo].find(({ wake: { messageId } }) => messageId === second.messageId),
  );
  expect(rung.wake).toEqual(second);
  expect(rung.at - set).toBeGreaterThan(290);
  expect(rungOther).toEqual([]);
  await Promise.all([one.close(), two.close(), other.close()]);
});

test('Redis is told ids and names, and nothing else', async () => {
  const { clock, service } = aClock();
  const alarm = { ...wake(), note: 'Ada Lovelace' };
  const own = new Redis(redis.url);
  const kept = await until('it is in redis', async () => {
    await clock.set(alarm, 60_000);
    const keys = await own.keys(`test:wake-${service}:*`);
    const jobs = keys.filter((key) => /:\d+$/.test(key));
    return jobs.length > 0 && JSON.stringify(await Promise.all(jobs.map((key) => own.hgetall(key))));
  });
  expect(kept).toContain(alarm.messageId);
  expect(kept).not.toContain('Ada');
  own.disconnect();
  await clock.close();
});

test('while Redis is away setting an alarm neither waits nor throws, and the fault is told once; afterwards alarms ring again', async () => {
  const { clock, faults } = aClock();
  const rung = ringing(clock);
  await until('the clock is connected', async () => {
    await clock.set(wake(), 0);
    return rung.length > 0;
  });
  const before = faults.length;
  await redis.kill();
  const begun = performance.now();
  await until('the fault is told', async () => {
    await clock.set(wake(), 0);
    return faults.slice(before).some((fault) => fault.startsWith('set'));
  });
  for (let i = 0; i < 50; i++) await clock.set(wake(), 0);
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(faults.slice(before).filter((fault) => fault.startsWith('set')).length).toBe(1);
  await redis.wipe();
  await redis.restart();
  const last = wake();
  await until('alarms ring again', async () => {
    await clock.set(last, 0);
    return rung.some(({ wake: { messageId } }) => messageId === last.messageId);
  });
  await clock.close();
});

test('a clock whose Redis was never there takes alarms without keeping them, and closes', async () => {
  await redis.stop();
  const { clock } = aClock();
  ringing(clock);
  const begun = performance.now();
  for (let i = 0; i < 1000; i++) await clock.set(wake(), 0);
  expect(performance.now() - begun).toBeLessThan(2000);
  await clock.close();
  expect(performance.now() - begun).toBeLessThan(8000);
  await redis.restart();
});
