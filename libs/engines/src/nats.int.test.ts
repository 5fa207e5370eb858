import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { type NatsEngine, startNats } from './index.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const config = 'authorization { user: tester, password: "s3cret phrase" }';

async function connected<T>(engine: NatsEngine, work: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: engine.url, user: 'tester', pass: 's3cret phrase', reconnect: false });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

const store = (engine: NatsEngine) =>
  connected(engine, async (connection) => {
    const streams = (await jetstreamManager(connection)).streams;
    await streams.add({ name: 'kept', subjects: ['kept.>'] });
    await jetstream(connection).publish('kept.one', 'still here');
  });
const stored = (engine: NatsEngine) =>
  connected(engine, async (connection) => {
    const { streams } = await jetstreamManager(connection);
    return (await streams.getMessage('kept', { seq: 1 }))?.string();
  });

test('a stream keeps its message over stop and second start, on the same ports', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'nats');
  const first = await startNats({ dir, config });
  await store(first);
  await first.stop();
  const second = await startNats({ dir, config });
  expect([second.url, second.monitorUrl]).toEqual([first.url, first.monitorUrl]);
  expect(await stored(second)).toBe('still here');
  await second.stop();
});

test('a stream keeps its message over SIGKILL and restart', async () => {
  await using folder = await temporaryFolder();
  const engine = await startNats({ dir: join(folder.path, 'nats'), config });
  await store(engine);
  await engine.kill();
  await engine.restart();
  expect(await stored(engine)).toBe('still here');
  await engine.stop();
});

test('wipe loses the streams, and is refused while the server runs', async () => {
  await using folder = await temporaryFolder();
  const engine = await startNats({ dir: join(folder.path, 'nats'), config });
  await store(engine);
  await expect(engine.wipe()).rejects.toMatchObject({ code: 'inUse' });
  await engine.stop();
  await engine.wipe();
  await engine.restart();
  await expect(stored(engine)).rejects.toThrow('stream not found');
  await engine.stop();
});

test('who is not in the configuration is turned away, and the file with the passwords is closed to others', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'nats');
  const engine = await startNats({ dir, config });
  await expect(connect({ servers: engine.url, reconnect: false })).rejects.toThrow(/authorization/i);
  expect((await stat(join(dir, 'nats.conf'))).mode & 0o777).toBe(0o600);
  await engine.stop();
});

test('a message of 1 MiB passes, and the monitor answers', async () => {
  await using folder = await temporaryFolder();
  const engine = await startNats({ dir: join(folder.path, 'nats'), config });
  const limit = await connected(engine, async (connection) => connection.info?.max_payload);
  expect(limit).toBeGreaterThanOrEqual(1024 * 1024);
  const health = await fetch(`${engine.monitorUrl}/healthz`);
  expect(await health.json()).toEqual({ status: 'ok' });
  await engine.stop();
});

test('a configuration the server does not understand is refused in its own words', async () => {
  await using folder = await temporaryFolder();
  const start = startNats({ dir: join(folder.path, 'nats'), config: 'authorization { users: 7 }' });
  await expect(start).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('users') });
});
