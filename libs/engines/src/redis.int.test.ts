import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { type RedisEngine, startNats, startRedis } from './index.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const password = 'a b"c\\d#é$';

async function connected<T>(engine: RedisEngine, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(engine.url, { lazyConnect: true, retryStrategy: () => null });
  await redis.connect();
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

test('a second start keeps the keys and the port, and may have another password', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'redis');
  const first = await startRedis({ dir, password });
  await connected(first, (redis) => redis.set('kept', 'yes'));
  await first.stop();
  const second = await startRedis({ dir, password: 'another' });
  expect(second.port).toBe(first.port);
  expect(await connected(second, (redis) => redis.get('kept'))).toBe('yes');
  await second.stop();
});

test('after SIGKILL it restarts on its port with what reached the disk', async () => {
  await using folder = await temporaryFolder();
  const engine = await startRedis({ dir: join(folder.path, 'redis'), password });
  // Written to the file before the answer; only the disk waits for the second's sync, and SIGKILL spares the disk.
  await connected(engine, (redis) => redis.set('kept', 'yes'));
  await engine.kill();
  await engine.restart();
  expect(await connected(engine, (redis) => redis.get('kept'))).toBe('yes');
  await engine.stop();
});

test('it writes an append-only file each second and never evicts', async () => {
  await using folder = await temporaryFolder();
  const engine = await startRedis({ dir: join(folder.path, 'redis'), password });
  const settings = await connected(engine, (redis) =>
    Promise.all(['appendonly', 'appendfsync', 'maxmemory-policy', 'bind'].map((name) => redis.config('GET', name))),
  );
  expect(settings.flat()).toEqual([
    'appendonly',
    'yes',
    'appendfsync',
    'everysec',
    'maxmemory-policy',
    'noeviction',
    'bind',
    '127.0.0.1',
  ]);
  await engine.stop();
});

test('it asks for the password, which is neither in the list of processes nor open to others', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'redis');
  const engine = await startRedis({ dir, password: 'zq7-secret' });
  const stranger = new Redis(engine.port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
  stranger.on('error', () => {});
  await expect(stranger.get('x')).rejects.toThrow(/NOAUTH/);
  stranger.disconnect();
  expect(await readFile(`/proc/${engine.pid}/cmdline`, 'utf8')).not.toContain('zq7-secret');
  expect((await stat(join(dir, 'redis.conf'))).mode & 0o777).toBe(0o600);
  await engine.stop();
});

test('wipe loses the keys, and is refused while the server runs', async () => {
  await using folder = await temporaryFolder();
  const engine = await startRedis({ dir: join(folder.path, 'redis'), password });
  await connected(engine, (redis) => redis.set('kept', 'yes'));
  await expect(engine.wipe()).rejects.toMatchObject({ code: 'inUse' });
  await engine.stop();
  await engine.wipe();
  await engine.restart();
  expect(await connected(engine, (redis) => redis.get('kept'))).toBe(null);
  await engine.stop();
});

test('without a password it does not start, and a folder of another engine is left alone', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'redis');
  await expect(startRedis({ dir, password: '' })).rejects.toThrow('password');
  await (await startRedis({ dir, password })).stop();
  await expect(startNats({ dir, config: '' })).rejects.toMatchObject({ code: 'foreign' });
});
