import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConsumerConfig, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node';
import { type NatsEngine, startNats } from '@purser/engines';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { randomToken } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inboxOf } from '../client/subjects.ts';
import { keeperPermissions, natsAuthorization, natsPermissions, type Permissions } from '../permissions.ts';
import { probeContracts as contracts } from '../probe/contracts.fixture.ts';
import { ownStreams } from '../streams.ts';
import { natsTransport } from '../transport/nats.ts';
import type { ConsumerSpec } from '../transport/transport.ts';
import { type Keeper, keeperUser, startKeeper } from './keeper.ts';
import { keeperAnswer } from './request.ts';

const everything: Permissions = { publish: ['>'], subscribe: ['>'] };
const user = (permissions: Permissions) => ({ password: randomToken(), permissions });
const users = {
  counter: user(natsPermissions('counter', contracts)),
  listener: user(natsPermissions('listener', contracts)),
  [keeperUser]: user(keeperPermissions(contracts)),
  observer: user(everything),
};

let dir: string;
let engine: NatsEngine;
let observer: NatsConnection;
let jsm: JetStreamManager;
const open: { close(): Promise<void> }[] = [];
const closedAtEnd = <T extends { close(): Promise<void> }>(one: T): T => {
  open.push(one);
  return one;
};
const login = (name: keyof typeof users) => ({ servers: engine.url, user: name, password: users[name].password });
const aKeeper = async (): Promise<Keeper> =>
  closedAtEnd(await startKeeper({ servers: engine.url, password: users[keeperUser].password, contracts }));
const aTransport = async (name: keyof typeof users) => closedAtEnd(await natsTransport(login(name)));

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-keeper-'));
  engine = await startNats({ dir, config: natsAuthorization(users) });
  const { servers, password } = login('observer');
  const forEver = { maxReconnectAttempts: -1, reconnectTimeWait: 100 };
  observer = await connect({ servers, user: 'observer', pass: password, ...forEver });
  jsm = await jetstreamManager(observer);
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  await observer?.close();
  await engine?.stop();
  await rm(dir, { recursive: true, force: true });
});

const [commands, events] = ['cmd_counter', 'evt_counter'];
const bounds = { inFlight: 8, ackWait_ms: 30_000 };
const hears = { stream: events, name: 'listener_counter_added', ...bounds };

/** Asks as anybody might, past the transport. The observer may speak under every name. */
async function ask(service: string, request: unknown) {
  const text = typeof request === 'string' ? request : JSON.stringify(request);
  const options = { timeout: 5000, noMux: true, reply: `${inboxOf(service)}.${randomUUID()}` };
  return keeperAnswer.parse((await observer.request(`keep.${service}`, text, options)).json());
}
const streams = async () => (await Array.fromAsync(jsm.streams.names())).sort();
const configOf = async (stream: string, name: string): Promise<ConsumerConfig> =>
  (await jsm.consumers.info(stream, name)).config;

test('a service waits for its streams for a time, and says what it waited for', async () => {
  const counter = await aTransport('counter');
  const [spec] = ownStreams('counter', 600_000);
  if (!spec) throw new Error('a service has streams');
  await expect(counter.ensureStream(spec, { timeout_ms: 200 })).rejects.toMatchObject({
    kind: 'unavailable',
    internal: expect.stringMatching(/cmd_counter .* is a keeper running/),
  });
  const waiting = counter.ensureStream(spec, { timeout_ms: 20_000 });
  await aKeeper();
  expect(await waiting).toMatchObject({ name: 'cmd_counter' });
});

test('every service that the contracts name has its two streams, on its own subjects', async () => {
  const names = ['counter', 'gateway', 'listener'];
  expect(await streams()).toEqual(names.flatMap((name) => [`cmd_${name}`, `evt_${name}`]).sort());
  for (const name of names) {
    expect((await jsm.streams.info(`cmd_${name}`)).config).toMatchObject({
      subjects: [`cmd.${name}.>`],
      retention: 'workqueue',
    });
    expect((await jsm.streams.info(`evt_${name}`)).config).toMatchObject({
      subjects: [`evt.${name}.>`],
      retention: 'limits',
    });
  }
});

test('a consumer is made as the contract says: pulled, acknowledged one by one, of that event alone', async () => {
  const from = '2026-01-02T03:04:05.000Z';
  expect(await ask('listener', { ...hears, from })).toEqual({ made: true });
  const config = await configOf(events, hears.name);
  expect(config).toMatchObject({
    durable_name: hears.name,
    filter_subject: 'evt.counter.added',
    ack_policy: 'explicit',
    deliver_policy: 'by_start_time',
    max_ack_pending: 8,
    ack_wait: nanos(30_000),
  });
  expect(new Date(config.opt_start_time ?? '').toISOString()).toBe(from);
  expect(config.deliver_subject).toBeUndefined();
});

test('one that is there gets its new bounds', async () => {
  const takes = { stream: commands, name: 'counter', ...bounds };
  expect(await ask('counter', takes)).toEqual({ made: true });
  const before = await configOf(commands, 'counter');
  expect(await ask('counter', { ...takes, inFlight: 9 })).toEqual({ made: true });
  expect(await configOf(commands, 'counter')).toEqual({ ...before, max_ack_pending: 9 });
});

test('one that is there goes on where it was, even if the server cannot change its bounds', async () => {
  const before = await configOf(events, hears.name);
  expect(await ask('listener', { ...hears, from: new Date().toISOString(), inFlight: 9 })).toEqual({ made: true });
  const after = await configOf(events, hears.name);
  expect(after).toEqual({ ...before, max_ack_pending: after.max_ack_pending });
});

test.each<[string, string, unknown]>([
  ['an event that it is no reader of', 'counter', { ...hears, name: 'counter_counter_added' }],
  ["another reader's consumer", 'counter', hears],
  ["another service's commands", 'listener', { stream: commands, name: 'counter', ...bounds }],
  ['commands of another under its own name', 'listener', { stream: commands, name: 'listener', ...bounds }],
  ['a consumer of a name of its own', 'listener', { ...hears, name: 'spy' }],
  ['another stream', 'listener', { ...hears, stream: commands }],
  ['no bound', 'listener', { ...hears, inFlight: 1e9 }],
  ['no end to the wait', 'listener', { ...hears, ackWait_ms: Number.MAX_SAFE_INTEGER }],
  ['a wait of nothing', 'listener', { ...hears, ackWait_ms: 0 }],
  ['a place to deliver to', 'listener', { ...hears, deliver_subject: 'call.counter.add.gateway' }],
  ['a filter of its own', 'listener', { ...hears, filter: '>' }],
  ['what is no request', 'listener', '{'],
])('asking for %s is refused, and nothing is made', async (_what, service, request) => {
  const all = async () =>
    (await Promise.all([commands, events].map((stream) => Array.fromAsync(jsm.consumers.list(stream)))))
      .flat()
      .map(({ config }) => config);
  const before = await all();
  expect(await ask(service, request)).toMatchObject({ made: false });
  expect(await all()).toEqual(before);
});

test("what is asked under another service's name does not arrive", async () => {
  const counter = await aTransport('counter');
  const asked = new TextEncoder().encode(JSON.stringify(hears));
  await expect(counter.request('keep.listener', asked, { timeout_ms: 2000 })).rejects.toMatchObject({
    internal: expect.stringMatching(/permission/i),
  });
});

/** Hears one event by way of the transport, however often it has to be said. */
async function hearsOne(what: string): Promise<void> {
  const [says, reads] = [await aTransport('counter'), await aTransport('listener')];
  const spec: ConsumerSpec = { ...hears, filter: 'evt.counter.added' };
  const got: string[] = [];
  const sub = await reads.consume(spec, async ({ data, ack }) => {
    got.push(new TextDecoder().decode(data));
    ack();
  });
  const id = newId();
  const say = () => says.publish('evt.counter.added', new TextEncoder().encode(what), { id });
  await until(
    'the stream takes it',
    () =>
      say().then(
        () => true,
        () => false,
      ),
    15_000,
  );
  await until('it is heard', () => got.includes(what), 15_000);
  await sub.close();
}

test('a consumer that delivers by itself is not taken for one of ours', async () => {
  const forged = { durable_name: 'listener', ack_policy: 'explicit', filter_subject: 'cmd.listener.>' } as const;
  await jsm.consumers.add('cmd_listener', { ...forged, deliver_subject: 'call.counter.add.gateway' });
  expect(await ask('listener', { stream: 'cmd_listener', name: 'listener', ...bounds })).toMatchObject({ made: false });
});

test('two keepers at once are fine, and one is enough', async () => {
  const second = await aKeeper();
  const asked = Array.from({ length: 20 }, (_, i) => ask('listener', { ...hears, inFlight: i + 1 }));
  for (const answer of await Promise.all(asked)) expect(answer).toEqual({ made: true });
  await hearsOne('with two');
  await open.splice(open.indexOf(second), 1)[0]?.close();
  await hearsOne('with one');
});

test('a stream that was widened, fed from elsewhere or removed is put right', async () => {
  await jsm.streams.update(events, { subjects: ['evt.counter.>', 'call.>'], sources: [{ name: 'evt_gateway' }] });
  await jsm.streams.delete('cmd_listener');
  await until(
    'both are as they should be',
    async () => {
      const { subjects, sources = [] } = (await jsm.streams.info(events)).config;
      const isAsBefore = subjects.join() === 'evt.counter.>' && sources.length === 0;
      return isAsBefore && (await streams()).includes('cmd_listener');
    },
    15_000,
  );
});

test('a server that comes back empty has every stream and consumer again', async () => {
  const before = await streams();
  await engine.kill();
  await engine.wipe();
  await engine.restart();
  await hearsOne('after the loss');
  const isWhole = async () => (await streams()).join() === before.join();
  // The observer may still be on its way back.
  await until('all streams are there', () => isWhole().catch(() => false), 15_000);
});

test("an answer goes to the asker's own inbox and nowhere else", async () => {
  const elsewhere = { timeout: 500, noMux: true, reply: `${inboxOf('gateway')}.${randomUUID()}` };
  const text = JSON.stringify(hears);
  await expect(observer.request('keep.listener', text, elsewhere)).rejects.toThrow('timeout');
  expect(await ask('listener', hears)).toEqual({ made: true });
});
