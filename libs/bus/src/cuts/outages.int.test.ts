import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { add, charge, labels } from '../probe/contracts.fixture.ts';
import { natsTransport } from '../transport/nats.ts';
import { type Child, openWorld, type World } from './world.fixture.ts';

let world: World;
let counter: Child;
let listener: Child;
beforeAll(async () => {
  world = await openWorld();
  [counter, listener] = await Promise.all([world.start('counter'), world.start('listener')]);
});
afterAll(() => world?.stop());

const sorted = async (service: string, tenant: string) => (await world.labels(service, tenant)).sort();
const heard = (tenant: string, count: number) =>
  until(`${count} are heard`, async () => (await world.labels('listener', tenant)).length >= count);
const unsent = async (tenant: string) => {
  const text = `select count(*)::int as n from counter.outbox where tenant_id = '${tenant}' and sent_at is null`;
  return (await world.query<{ n: number }>(text))[0]?.n;
};
/** Commands of one tenant, each insisted on until it has an answer; some call the outside. */
const many = (tenant: string, count: number, prefix = 'm') => {
  const labels = Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const done = Promise.all(
    labels.map((label, i) => world.insist(i % 5 === 4 ? charge : add, { label }, { ...asStaff(tenant), id: newId() })),
  );
  const added = labels.filter((_, i) => i % 5 !== 4);
  const paid = labels.filter((_, i) => i % 5 === 4).map((label) => `${label} paid`);
  return { done, effects: [...added, ...paid].sort(), heard: added.map((label) => `heard ${label}`).sort() };
};

test('one message five times at once has one effect', async () => {
  const tenant = newId();
  const person = { ...asStaff(tenant), id: newId() };
  const answers = await Promise.all(Array.from({ length: 5 }, () => world.insist(add, { label: 'five' }, person)));
  for (const answer of answers) expect(answer).toMatchObject({ status: 'done', result: { label: 'five' } });
  await heard(tenant, 1);
  expect(await world.labels('counter', tenant)).toEqual(['five']);
});

test('what is no message is kept, and holds up nobody', async () => {
  const tenant = newId();
  const speaker = await natsTransport(world.login('counter'));
  const junk = new TextEncoder().encode('{"this is": "poison"');
  await speaker.publish('evt.counter.added', junk, { id: newId() });
  await world.insist(add, { label: 'after' }, { ...asStaff(tenant), id: newId() });
  await heard(tenant, 1);
  await until('the poison is kept', async () => (await world.query('select id from listener.unreadable')).length === 1);
  await speaker.close();
});

test('two relays of one service send a backlog that counts once', async () => {
  const tenant = newId();
  const other = await world.start('counter');
  const work = many(tenant, 20);
  await work.done;
  await heard(tenant, work.heard.length);
  // As if both had died before they marked what they sent, long ago.
  await world.query(
    `update counter.outbox set sent_at = null, created_at = created_at - interval '1 hour' where tenant_id = '${tenant}'`,
  );
  await until('all is sent again', async () => (await unsent(tenant)) === 0);
  expect(await sorted('counter', tenant)).toEqual(work.effects);
  expect(await sorted('listener', tenant)).toEqual(work.heard);
  await other.stop();
});

test('NATS comes back with an empty store: what was sent and not yet heard is sent again', async () => {
  const tenant = newId();
  await listener.stop();
  const work = many(tenant, 10);
  await work.done;
  await until('all is sent', async () => (await unsent(tenant)) === 0);
  await world.nats.kill();
  await world.nats.wipe();
  await world.nats.restart();
  listener = await world.start('listener');
  await heard(tenant, work.heard.length);
  expect(await sorted('listener', tenant)).toEqual(work.heard);
  expect(await sorted('counter', tenant)).toEqual(work.effects);
});

test('NATS is killed and comes back while commands run: each accepted one has one effect, and the processes go on', async () => {
  const tenant = newId();
  const before = world.alive();
  const work = many(tenant, 30);
  await world.nats.kill();
  await world.nats.restart();
  await work.done;
  await heard(tenant, work.heard.length);
  expect(await sorted('counter', tenant)).toEqual(work.effects);
  expect(await sorted('listener', tenant)).toEqual(work.heard);
  expect(world.alive()).toEqual(before);
});

test('without Redis, and when it comes back empty, retries happen all the same', async () => {
  const [without, empty] = [newId(), newId()];
  const before = world.alive();
  await world.redis.kill();
  await world.insist(add, { label: 'flaky without' }, { ...asStaff(without), id: newId() });
  await world.redis.wipe();
  await world.redis.restart();
  await world.insist(add, { label: 'after' }, { ...asStaff(empty), id: newId() });
  await heard(empty, 1);
  expect(await world.labels('counter', without)).toEqual(['flaky without']);
  const [row] = await world.query<{ attempts: number }>(
    `select attempts from counter.ledger where tenant_id = '${without}'`,
  );
  expect(row?.attempts).toBe(1);
  expect(world.alive()).toEqual(before);
});

test('PostgreSQL is killed and comes back while commands run: each has one effect, and the processes go on', async () => {
  const tenant = newId();
  const before = world.alive();
  const first = many(tenant, 30, 'a');
  await until('some are done', async () => (await world.labels('counter', tenant)).length > 3);
  await world.postgres.kill();
  const second = many(tenant, 10, 'b');
  await world.postgres.restart();
  await Promise.all([first.done, second.done]);
  await heard(tenant, first.heard.length + second.heard.length);
  await until('all is sent', async () => (await unsent(tenant)) === 0);
  expect(await sorted('counter', tenant)).toEqual([...first.effects, ...second.effects].sort());
  expect(await sorted('listener', tenant)).toEqual([...first.heard, ...second.heard].sort());
  expect(world.alive(), `${counter.said()}\n${listener.said()}`).toEqual(before);
});

test('PostgreSQL is killed under queries: they are refused for a while, and the process goes on', async () => {
  const staff = asStaff(newId());
  const before = world.alive();
  const ask = () =>
    world.client.query(labels, {}, { ...staff, timeout_ms: 1000 }).then(
      () => 'answered' as const,
      () => 'refused' as const,
    );
  const over = new AbortController();
  const crowd = Array.from({ length: 24 }, async () => {
    while (!over.signal.aborted) await ask();
  });
  try {
    await until('a question is answered', async () => (await ask()) === 'answered');
    await world.postgres.kill();
    await until('a question is refused', async () => (await ask()) === 'refused');
    await world.postgres.restart();
    await until('a question is answered again', async () => (await ask()) === 'answered');
  } finally {
    over.abort();
    await Promise.all(crowd);
  }
  expect(world.alive(), counter.said()).toEqual(before);
});
