import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { openPool, type Pool } from './pool.ts';

let pool: Pool<string, string>;
afterEach(() => pool.close());

const open = (options: { size?: number; queue?: number; timeout_ms?: (input: string) => number } = {}) => {
  const entry = new URL('poolWorker.fixture.ts', import.meta.url);
  pool = openPool({ entry, size: 1, queue: 8, timeout_ms: () => 20_000, ...options });
  return pool;
};
const lost = { kind: 'unavailable', code: 'worker_lost', passing: true };

test.each(['die', 'throw', 'exhaust'])(
  'a job whose thread ends (%s) fails as passing, and the next one is done by another',
  async (end) => {
    const { run } = open();
    const first = await run('one');
    await expect(run(end)).rejects.toMatchObject(lost);
    const next = await run('one');
    expect(next).toMatch(/^one by/);
    expect(next).not.toBe(first);
  },
);

test('a job that takes longer than it may is ended with its thread, and what waited behind it is done', async () => {
  const { run } = open({ timeout_ms: (input) => (input === 'hang' ? 1500 : 20_000) });
  await run('warm');
  const [hung, behind] = await Promise.allSettled([run('hang'), run('behind')]);
  expect(hung).toMatchObject({ status: 'rejected', reason: { ...lost, internal: 'no answer within 1500 ms' } });
  expect(behind).toMatchObject({ status: 'fulfilled', value: expect.stringMatching(/^behind by/) });
});

test('one that fails leaves the thread and all others alone', async () => {
  const { run } = open();
  const results = await Promise.allSettled(['one', 'fail', 'two'].map((input) => run(input)));
  expect(results).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { kind: 'bug', code: 'render_failed', internal: 'Error: no such font' } },
    { status: 'fulfilled' },
  ]);
});

test('a full queue refuses, and takes again when there is room', async () => {
  const { run } = open({ queue: 2 });
  const taken = ['one', 'two', 'three'].map((input) => run(input));
  await expect(run('four')).rejects.toMatchObject({ kind: 'limited', code: 'too_many_waiting', passing: true });
  await Promise.all(taken);
  expect(await run('five')).toMatch(/^five/);
});

test('jobs are shared among as many threads as there may be, and no more', async () => {
  const { run } = open({ size: 2, queue: 20 });
  const results = await Promise.all(Array.from({ length: 12 }, () => run('job')));
  expect(new Set(results).size).toBe(2);
});

test('closing fails what is under way or waiting, and what comes after', async () => {
  const { run, close } = open();
  const [started, waiting] = [run('wait'), run('behind')];
  const both = Promise.allSettled([started, waiting]);
  await close();
  expect(await both).toMatchObject([{ reason: lost }, { reason: lost }]);
  await expect(run('late')).rejects.toMatchObject(lost);
});

test('idle threads do not keep a process from ending', () => {
  open();
  const program = fileURLToPath(new URL('endsByItself.fixture.ts', import.meta.url));
  expect(execFileSync(process.execPath, [program], { encoding: 'utf8', timeout: 60_000 })).toBe('one\n');
});
