import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@purser/clock';
import { connect } from '@purser/db';
import { startNats, startPostgres, startRedis } from '@purser/engines';
import { until } from '@purser/testing';
import { masterKey, randomToken, wireKeys } from '@purser/vault';
import type { Caller } from '../client/caller.ts';
import { createClient } from '../client/client.ts';
import { keeperUser, startKeeper } from '../keeper/keeper.ts';
import type { Outcome } from '../outcome.ts';
import { keeperPermissions, natsAuthorization, natsPermissions } from '../permissions.ts';
import { probeContracts } from '../probe/contracts.fixture.ts';
import { probeDatabase } from '../probe/database.fixture.ts';
import { natsTransport } from '../transport/nats.ts';
import type { ChildSettings } from './child.fixture.ts';
import type { Cut } from './cut.fixture.ts';

export type Child = {
  pid: number;
  /** Resolves when it ends, with the signal that ended it or its exit code. */
  ended: Promise<string | number>;
  /** What it logged. */
  said(): string;
  stop(): Promise<void>;
};

/** Something outside that does each idempotency key once, and counts how often it was asked. */
async function outsideWorld() {
  const done = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    done.set(key, (done.get(key) ?? 0) + 1);
    response.end('paid');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked: (key: string) => done.get(key) ?? 0,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Real servers of one's own, real processes on them, and the gateway's part played by the test. */
export async function openWorld() {
  const dir = await mkdtemp(join(tmpdir(), 'purser-cuts-'));
  const users = Object.fromEntries(
    [keeperUser, 'gateway', 'counter', 'listener'].map((name) => {
      const permissions =
        name === keeperUser ? keeperPermissions(probeContracts) : natsPermissions(name, probeContracts);
      return [name, { password: randomToken(), permissions }] as const;
    }),
  );
  const durability = { fsync: 'off', full_page_writes: 'off' };
  const [postgres, nats, redis, outside] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres'), superuserPassword: randomToken(), settings: durability }),
    startNats({ dir: join(dir, 'nats'), config: natsAuthorization(users) }),
    startRedis({ dir: join(dir, 'redis'), password: randomToken() }),
    outsideWorld(),
  ]);
  const database = await probeDatabase(postgres.url);
  const keys = { masterKey: randomToken(), wireKey: randomToken() };
  const login = (user: string) => ({ servers: nats.url, user, password: users[user]?.password ?? '' });
  const keeper = await startKeeper({ ...login(keeperUser), contracts: probeContracts });
  const transport = await natsTransport(login('gateway'));
  const client = createClient({
    service: 'gateway',
    transport,
    wire: wireKeys(masterKey('w', keys.wireKey)),
    clock: systemClock,
    reply_ms: 1500,
  });
  const children = new Set<Child>();

  const start = async (service: 'counter' | 'listener', cut?: Cut): Promise<Child> => {
    const settings: ChildSettings = {
      service,
      runtimeUrl: database.url(service, 'runtime'),
      relayUrl: database.url(service, 'relay'),
      nats: login(service),
      redisUrl: redis.url,
      outsideUrl: outside.url,
      ...keys,
      ...(cut && { cut }),
    };
    const child = await startChild(settings);
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  /** As the gateway does it: the same message again until PostgreSQL has an answer that stands. */
  const insist = async (spec: Parameters<typeof client.send>[0], payload: { label: string }, caller: Caller) =>
    until(`an answer to ${payload.label}`, async () => {
      const outcome: Outcome = await client.send(spec, payload, caller).catch(() => ({ status: 'running' }));
      return (outcome.status === 'done' || outcome.status === 'rejected') && outcome;
    });

  const admin = () => connect({ url: database.adminUrl, max: 1, name: 'test' });
  const query = async <T extends object>(text: string): Promise<T[]> => {
    const behind = admin();
    try {
      return await behind.sql.unsafe<T[]>(text);
    } finally {
      await behind.close();
    }
  };
  return {
    postgres,
    nats,
    redis,
    outside,
    client,
    start,
    insist,
    query,
    login,
    /** What a service did for a tenant. */
    labels: async (service: string, tenant: string) =>
      (
        await query<{ label: string }>(`select label from ${service}.effects where tenant_id = '${tenant}' order by id`)
      ).map(({ label }) => label),
    /** Children alive: one that dies unasked is missing here. */
    alive: () => [...children].map(({ pid }) => pid),
    stop: async () => {
      await Promise.all([...children].map((child) => child.stop()));
      await Promise.all([transport.close(), keeper.close()]);
      await Promise.all([postgres.stop(), nats.stop(), redis.stop(), outside.stop()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

async function startChild(settings: ChildSettings): Promise<Child> {
  const program = new URL('./child.fixture.ts', import.meta.url);
  const child: ChildProcess = fork(program, { env: { ...process.env, PROBE: JSON.stringify(settings) }, silent: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise<string | number>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  const early = ended.then((why) => {
    throw new Error(`a child ended before it was ready (${why}): ${said}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => {});
  return {
    pid: child.pid ?? 0,
    ended,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
