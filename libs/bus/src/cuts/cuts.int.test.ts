import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { add, charge } from '../probe/contracts.fixture.ts';
import type { Cut } from './cut.fixture.ts';
import { type Child, openWorld, type World } from './world.fixture.ts';

let world: World;
let listener: Child;
beforeAll(async () => {
  world = await openWorld();
  listener = await world.start('listener');
});
afterAll(() => world?.stop());

const aPerson = () => {
  const person = { ...asStaff(newId()), id: newId() };
  return { tenant: person.tenant, person };
};

/** Sends what a process dies of, and starts another. */
async function dieOf(cut: Cut, service: 'counter' | 'listener', send: () => Promise<unknown>): Promise<Child> {
  const doomed = await world.start(service, cut);
  const sent = send().catch(() => {});
  expect(await doomed.ended, doomed.said()).toBe('SIGKILL');
  await sent;
  return world.start(service);
}

test.each(['between commit and publish', 'between publish and mark', 'between commit and answer'] as const)(
  'killed %s: what was committed is heard, once, and a repeat has the first answer',
  async (cut) => {
    const { tenant, person } = aPerson();
    const next = await dieOf(cut, 'counter', () => world.client.send(add, { label: 'a' }, person));
    expect(await world.insist(add, { label: 'a' }, person)).toEqual({
      status: 'done',
      result: { label: 'a' },
      replayed: true,
    });
    await until('it is heard', async () => (await world.labels('listener', tenant)).length > 0);
    const sent = `select count(*)::int as n from counter.outbox where tenant_id = '${tenant}' and sent_at is null`;
    await until('it is marked', async () => (await world.query<{ n: number }>(sent))[0]?.n === 0);
    expect(await world.labels('counter', tenant)).toEqual(['a']);
    expect(await world.labels('listener', tenant)).toEqual(['heard a']);
    await next.stop();
  },
);

test('killed between effect and acknowledgement: the event comes again and counts once', async () => {
  const { tenant, person } = aPerson();
  const counter = await world.start('counter');
  await listener.stop();
  listener = await dieOf('between effect and acknowledgement', 'listener', () =>
    world.client.send(add, { label: 'a' }, person),
  );
  expect(await world.labels('listener', tenant)).toEqual(['heard a']);
  // It is delivered again before what comes after it is heard, or at the latest when its wait is over.
  const pending = () => world.nats.monitorUrl;
  await until('nothing is unacknowledged', async () => {
    const answer = await fetch(`${pending()}/jsz?consumers=true`);
    const text = await answer.text();
    return /"name": ?"listener_counter_added"/.test(text) && !/"num_ack_pending": ?[1-9]/.test(text);
  });
  expect(await world.labels('listener', tenant)).toEqual(['heard a']);
  await counter.stop();
});

test.each(['between plan and call', 'between call and record'] as const)(
  'killed %s: the stored request is sent under its key, and its outcome is recorded once',
  async (cut) => {
    const { tenant, person } = aPerson();
    const next = await dieOf(cut, 'counter', () => world.client.send(charge, { label: 'a' }, person));
    expect(world.outside.asked(person.id)).toBe(cut === 'between plan and call' ? 0 : 1);
    await until('another took it over', async () => (await world.labels('counter', tenant)).length > 0);
    expect(await world.insist(charge, { label: 'a' }, person)).toMatchObject({ status: 'done', replayed: true });
    expect(world.outside.asked(person.id)).toBe(cut === 'between plan and call' ? 1 : 2);
    expect(await world.labels('counter', tenant)).toEqual(['a paid']);
    await next.stop();
  },
);
