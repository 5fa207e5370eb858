import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEngine, startNats, startPostgres, startRedis } from '@purser/engines';
import { expect, test } from 'vitest';
import { newDir, removeDir, startIn } from './runningStart.fixture.ts';

test('servers that others started with our secrets replace the embedded ones', async () => {
  const dir = await newDir();
  const theirs = await mkdtemp(join(tmpdir(), 'purser-theirs-'));
  await using stopped = new AsyncDisposableStack();
  stopped.defer(async () => {
    for (const name of ['postgres', 'nats', 'redis']) await removeEngine(join(theirs, name));
    await rm(theirs, { recursive: true, force: true });
    await removeDir(dir);
  });
  const secrets = join(theirs, 'secrets');
  await mkdir(secrets);
  expect(await startIn(dir, ['--server-secrets', secrets]).ended).toBe(0);
  const read = (file: string) => readFile(join(secrets, file), 'utf8');

  const postgres = await startPostgres({
    dir: join(theirs, 'postgres'),
    superuserPassword: await read('postgres/password'),
    settings: { fsync: 'off' },
  });
  stopped.defer(() => postgres.stop());
  const [, config = ''] = (await read('nats/nats.conf')).split(/^jetstream .*\n/m);
  const nats = await startNats({ dir: join(theirs, 'nats'), config });
  stopped.defer(() => nats.stop());
  const [, password = ''] = /^requirepass (\S+)$/m.exec(await read('redis/redis.conf')) ?? [];
  const redis = await startRedis({ dir: join(theirs, 'redis'), password });
  stopped.defer(() => redis.stop());

  const started = startIn(dir, ['--once'], {
    PURSER_POSTGRES_ADMIN_URL: `postgres://postgres@127.0.0.1:${postgres.port}/postgres`,
    PURSER_NATS_URL: nats.url,
    PURSER_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    PURSER_PORT: '0',
    PURSER_SANDBOX_PORT: '0',
  });
  expect(await started.ended, started.printed()).toBe(0);
  for (const { port } of [postgres, nats, redis]) expect(started.printed()).toContain(`127.0.0.1:${port} (given)`);
  expect(postgres.isRunning && nats.isRunning && redis.isRunning).toBe(true);
});
