import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type NatsEngine, startNats } from '@purser/engines';
import { randomToken } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Keeper, keeperUser, startKeeper } from './keeper/keeper.ts';
import { keeperPermissions, natsAuthorization, natsPermissions, type Permissions } from './permissions.ts';
import { probeContracts } from './probe/contracts.fixture.ts';

const names = ['gateway', 'counter', 'listener', 'stranger'];
const users: Record<string, { password: string; permissions: Permissions }> = {
  ...Object.fromEntries(
    names.map((name) => [name, { password: randomToken(), permissions: natsPermissions(name, probeContracts) }]),
  ),
  [keeperUser]: { password: randomToken(), permissions: keeperPermissions(probeContracts) },
};

let dir: string;
let engine: NatsEngine;
let keeper: Keeper;
const open: NatsConnection[] = [];
const login = (user: string) => ({ servers: engine.url, user, password: users[user]?.password ?? '' });
const raw = async (user: string) => {
  const { password, ...rest } = login(user);
  const nc = await connect({ ...rest, pass: password, inboxPrefix: `_INBOX_${user}`, timeout: 500 });
  open.push(nc);
  return nc;
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-nats-'));
  engine = await startNats({ dir, config: natsAuthorization(users) });
  keeper = await startKeeper({ ...login(keeperUser), contracts: probeContracts });
});
afterAll(async () => {
  await Promise.all(open.map((nc) => nc.close()));
  await keeper?.close();
  await engine?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Whether the server takes what a user publishes; it tells of a refusal, and of nothing else before the flush is over. */
async function maySay(user: string, subject: string): Promise<boolean> {
  const nc = await raw(user);
  let refused = false;
  void (async () => {
    for await (const status of nc.status()) if (status.type === 'error') refused = true;
  })();
  nc.publish(subject, 'x');
  await nc.flush();
  await nc.flush();
  return !refused;
}

test.each([
  ['gateway', 'call.counter.add.gateway', true],
  ['gateway', 'cmd.counter.add.gateway', true],
  ['gateway', 'qry.counter.labels.gateway', true],
  ['listener', 'call.counter.add.listener', true],
  ['listener', 'call.counter.add.gateway', false],
  ['listener', 'cmd.counter.add.gateway', false],
  ['listener', 'qry.counter.labels.listener', false],
  ['listener', 'call.counter.remind.listener', false],
  ['listener', 'evt.counter.added', false],
  ['counter', 'evt.counter.added', true],
  ['counter', 'evt.listener.heard', false],
  ['stranger', 'call.counter.add.stranger', false],
  ['stranger', '_INBOX_gateway.x', false],
  ['stranger', '$JS.API.STREAM.DELETE.evt_counter', false],
  ['counter', '$JS.API.STREAM.PURGE.evt_counter', false],
  ['listener', '$JS.API.STREAM.UPDATE.evt_counter', false],
  ['stranger', '$JS.API.CONSUMER.CREATE.evt_counter.stranger_counter_added.evt.counter.added', false],
  ['listener', '$JS.API.CONSUMER.CREATE.cmd_counter.listener.cmd.counter.>', false],
  ['listener', '$JS.API.CONSUMER.CREATE.evt_counter.listener_counter_added.evt.counter.added', false],
  ['listener', '$JS.API.CONSUMER.MSG.NEXT.evt_counter.listener_counter_added', true],
  ['counter', '$JS.API.STREAM.CREATE.evt_counter', false],
  ['counter', '$JS.API.STREAM.UPDATE.evt_counter', false],
  ['counter', 'keep.counter', true],
  ['counter', 'keep.listener', false],
  ['keeper', '$JS.API.STREAM.UPDATE.evt_counter', true],
  ['keeper', '$JS.API.STREAM.CREATE.spy', false],
  ['keeper', '$JS.API.STREAM.DELETE.evt_counter', false],
  ['keeper', '$JS.API.CONSUMER.CREATE.evt_counter.spy.evt.counter.added', false],
  ['keeper', '$JS.API.CONSUMER.MSG.NEXT.evt_counter.listener_counter_added', false],
  ['keeper', 'call.counter.add.gateway', false],
  ['keeper', 'evt.counter.added', false],
])('%s on %s: %s', async (user, subject, allowed) => {
  expect(await maySay(user, subject)).toBe(allowed);
});

test.each([
  ['listener', 'call.counter.*.*'],
  ['stranger', 'evt.counter.added'],
  ['stranger', '_INBOX_gateway.>'],
  ['listener', '>'],
  ['counter', 'keep.counter'],
  ['counter', 'keep.*'],
  ['keeper', 'evt.counter.added'],
])('%s cannot listen on %s', async (user, subject) => {
  const nc = await raw(user);
  const refused = new Promise<string>((resolve) => {
    nc.subscribe(subject, { callback: (error) => void (error && resolve(error.message)) });
  });
  await nc.flush();
  expect(await refused).toMatch(/permission/i);
});
