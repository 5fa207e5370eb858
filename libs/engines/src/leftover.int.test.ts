import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { startNats, startPostgres, startRedis } from './index.ts';
import { identify } from './processes.ts';
import { run } from './run.ts';
import { startedElsewhere } from './startedElsewhere.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { until } from './until.ts';

const pids = (engines: Record<string, { pid: number }>) => Object.values(engines).map(({ pid }) => pid);
const gone = (numbers: number[]) => numbers.every((pid) => identify(pid) === undefined);

/** All of the machine's programs but setpriv: as on a system that cannot tie a server's life to its starter's. */
async function pathWithoutSetpriv(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const name of await readdir('/usr/bin'))
    if (name !== 'setpriv') await symlink(join('/usr/bin', name), join(bin, name));
  return bin;
}

test('servers end by themselves when the process that started them is killed', async () => {
  await using folder = await temporaryFolder();
  await using elsewhere = await startedElsewhere(folder.path);
  const { starter, engines } = elsewhere;
  starter.kill('SIGKILL');
  expect(await until(() => gone(pids(engines)), { timeout_ms: 10_000 })).toBe(true);
});

test('servers that outlived their starter are stopped by the next start, which has their data', async () => {
  await using folder = await temporaryFolder();
  const { HOME, XDG_CACHE_HOME } = process.env;
  const env = { PATH: await pathWithoutSetpriv(folder.path), HOME, ...(XDG_CACHE_HOME && { XDG_CACHE_HOME }) };
  await using elsewhere = await startedElsewhere(folder.path, { env });
  const { starter, engines } = elsewhere;
  const before = new Redis(engines.redis.url, { lazyConnect: true, retryStrategy: () => null });
  await before.set('kept', 'yes');
  before.disconnect();
  starter.kill('SIGKILL');
  expect(await until(() => identify(starter.pid ?? 0) === undefined, { timeout_ms: 5_000 })).toBe(true);
  expect(pids(engines).filter((pid) => identify(pid))).toHaveLength(3);

  const said: string[] = [];
  const log = (line: string) => said.push(line);
  const again = await Promise.all([
    startPostgres({ dir: join(folder.path, 'postgres'), superuserPassword: 'first', settings: { fsync: 'off' }, log }),
    startNats({ dir: join(folder.path, 'nats'), config: '', log }),
    startRedis({ dir: join(folder.path, 'redis'), password: 'first', log }),
  ]);
  expect(gone(pids(engines))).toBe(true);
  expect(said.filter((line) => line.includes('left server'))).toHaveLength(3);
  expect(again.map(({ url }) => url)).toEqual([engines.postgres.url, engines.nats.url, engines.redis.url]);
  const after = new Redis(again[2].url, { lazyConnect: true });
  expect(await after.get('kept')).toBe('yes');
  after.disconnect();
  await Promise.all(again.map((engine) => engine.stop()));
});

test('servers of a living process are not touched: its number is named', async () => {
  await using folder = await temporaryFolder();
  await using elsewhere = await startedElsewhere(folder.path);
  const { starter, engines } = elsewhere;
  const start = startRedis({ dir: join(folder.path, 'redis'), password: 'first' });
  await expect(start).rejects.toMatchObject({
    code: 'inUse',
    message: expect.stringContaining(`process ${starter.pid} runs server ${engines.redis.pid}`),
  });
  expect(identify(engines.redis.pid)).toBeDefined();
  await elsewhere[Symbol.asyncDispose]();
  expect(gone(pids(engines))).toBe(true);
});

test('a ctrl-C in the terminal reaches the starter and not the servers', async () => {
  await using folder = await temporaryFolder();
  await using elsewhere = await startedElsewhere(folder.path);
  const { engines } = elsewhere;
  const groups = await Promise.all(
    pids(engines).map(async (pid) => Number((await run('ps', ['-o', 'pgid=', '-p', String(pid)])).stdout)),
  );
  expect(groups).toEqual(pids(engines));
  await elsewhere[Symbol.asyncDispose]();
});
