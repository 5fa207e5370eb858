import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '@purser/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../processes.fixture.ts';
import { type Child, createChild } from './child.ts';

let dir: string;
let child: Child | undefined;
let told: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-child-'));
  told = [];
});
afterEach(async () => {
  await child?.kill();
  await rm(dir, { recursive: true });
});

const entry = fileURLToPath(new URL('waits.fixture.ts', import.meta.url));
const make = (env: Record<string, string> = {}, stopTimeout_ms = 5_000) => {
  const log = join(dir, 'waits.log');
  child = createChild({ name: 'waits', entry, env: { PATH: process.env.PATH, ...env }, log, stopTimeout_ms }, (line) =>
    told.push(line),
  );
  return child;
};
const pidOf = ({ pid }: Child): number => {
  if (pid === undefined) throw new Error('it was never started');
  return pid;
};

test('a killed child is started again, each time, and told of', async () => {
  const waits = make();
  await waits.start();
  for (let kills = 1; kills <= 3; kills++) {
    const before = pidOf(waits);
    process.kill(before, 'SIGKILL');
    await until('another is up', () => told.filter((line) => line.includes('is up again')).length === kills);
    expect(waits.pid).not.toBe(before);
    expect(waits.isRunning).toBe(true);
  }
  expect(told[0]).toBe('waits ended (SIGKILL): starting it again');
});

test('a stopped child ends in good order and stays down', async () => {
  const waits = make();
  await waits.start();
  const pid = pidOf(waits);
  await waits.stop();
  expect(isAlive(pid)).toBe(false);
  expect(await readFile(join(dir, 'waits.log'), 'utf8')).toContain('left in good order');
  expect(told).toEqual([]);
});

test('one that does not listen is killed when its time is over', async () => {
  const waits = make({ PURSER_TEST_DEAF: 'yes' }, 300);
  await waits.start();
  const pid = pidOf(waits);
  await waits.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a stop while it is being started again leaves nothing behind', async () => {
  const waits = make();
  await waits.start();
  process.kill(pidOf(waits), 'SIGKILL');
  await until('its end was noticed', () => told.length > 0);
  await waits.stop();
  expect(waits.isRunning).toBe(false);
});

test('a child that fails to start is told with its last lines', async () => {
  await expect(make({ PURSER_TEST_FAIL: 'the moon is in the wrong house' }).start()).rejects.toThrow(
    /waits ended \(code 3\) before it was ready:\nthe moon is in the wrong house/,
  );
});
