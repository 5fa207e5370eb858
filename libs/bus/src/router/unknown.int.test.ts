import { command, event, newId } from '@purser/message';
import { asService, asStaff, until } from '@purser/testing';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { type Context, type Handler, handle, react, reactInBatches } from '../handlers.ts';
import { add, added, charge, mine } from '../probe/contracts.fixture.ts';
import { leaveEffect, probeDatabase } from '../probe/database.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';

const old = command({ ...add, version: 1, input: z.strictObject({ text: z.string() }), older: {} });
const handleAdd = handle(add, async ({ tx, tenant }, { label }) => {
  await leaveEffect(tx, tenant, label);
  return { label };
});
const handleMine = handle(mine, async ({ tx, tenant }, { label }) => {
  await leaveEffect(tx, tenant, label);
  return {};
});
const tuning = { sweep_ms: 50, sweepGrace_ms: 0 };

test('a command or version from the future waits for its reader, once per key, and is authorised when it is read', async () => {
  const database = await probeDatabase(inject('postgres').adminUrl);
  const tenant = newId();
  // A service of an older release: it knows version 1 of one command, and the other not at all.
  const before = await probePlatform({
    counter: [handle(old, async (_ctx, { text }) => ({ label: text }))],
    tuning,
    database,
  });
  const staff = { ...asStaff(tenant), key: 'k' };
  const parked = { status: 'parked', waitsFor: 'version:counter.add:2' };
  expect(await before.client.send(add, { label: 'new', note: 'Ada' }, staff)).toEqual(parked);
  expect(await before.client.send(add, { label: 'new', note: 'Ada' }, staff)).toEqual(parked);
  expect(await before.client.send(mine, { label: 'forged' }, asService(tenant, 'gateway'))).toMatchObject({
    status: 'parked',
    waitsFor: 'handler:counter.mine',
  });
  expect((await before.alarms('counter', tenant)).sort()).toEqual([
    'parked, waits for handler:counter.mine',
    'parked, waits for version:counter.add:2',
  ]);
  expect(await before.everything()).not.toContain('Ada');
  await before.stop();

  const after = await probePlatform({ counter: [handleAdd, handleMine], tuning, database });
  await until('both are settled', async () =>
    (await after.rows('counter', tenant)).every(({ status }) => status === 'done' || status === 'rejected'),
  );
  expect(await after.labels('counter', tenant)).toEqual(['new']);
  expect(await after.alarms('counter', tenant)).toEqual([]);
  expect(await after.client.send(add, { label: 'new', note: 'Ada' }, staff)).toMatchObject({ replayed: true });
  expect(await after.client.send(add, { label: 'other' }, staff)).toMatchObject({ fault: { code: 'key_reused' } });
  expect(await after.client.send(charge, { label: 'x' }, staff)).toMatchObject({ status: 'parked' });
  await after.stop();
  await database.drop();
});

const stranger = {
  ...{ name: 'counter.added', version: 1, actor: { kind: 'service', name: 'counter' }, causation: null },
  at: '2026-01-01T00:00:00.000Z',
};

type Reacting = (
  spec: typeof added,
  name: string,
  run: (ctx: Pick<Context, 'tx'>, input: { label: string }) => Promise<void>,
) => Handler;
const inBatches: Reacting = (spec, name, run) =>
  reactInBatches(spec, name, async ({ tx }, items) => {
    for (const { payload } of items) await run({ tx }, payload);
  });
const reactions: [what: string, reacting: Reacting][] = [
  ['a reaction', react],
  ['a reaction in batches', inBatches],
];

test.each(reactions)(
  'an event that says more than %s here knows is kept, alarmed and taken up by the release that knows it',
  async (_what, reacting) => {
    const database = await probeDatabase(inject('postgres').adminUrl);
    const tenant = newId();
    const before = await probePlatform({
      counter: [handleAdd],
      listener: [
        reacting(added, 'hear', async ({ tx }, { label }) => {
          await leaveEffect(tx, tenant, label);
        }),
      ],
      tuning: { ...tuning, parkCap_ms: 100 },
      database,
    });
    const id = newId();
    const envelope = { ...stranger, id, tenant, correlation: id, payload: { label: 'more', colour: 'blue' } };
    const transport = before.platform.broker.transport();
    await transport.publish('evt.counter.added', new TextEncoder().encode(JSON.stringify(envelope)), { id });
    const rowOf = async (from: typeof before) => (await from.rows('listener', tenant))[0];
    await until('it is parked', async () => (await rowOf(before))?.status === 'parked');
    // Looked at again it is still not understood, and is not lost.
    await until('it was looked at again', async () => Number((await rowOf(before))?.attempts) > 2);
    expect(await rowOf(before)).toMatchObject({ waits_for: 'shape:counter.added:1' });
    expect(await before.alarms('listener', tenant)).toEqual(['parked, waits for shape:counter.added:1']);
    expect(await before.labels('listener', tenant)).toEqual([]);
    // It is not for the next look that it waits, but for the release.
    await before.admin`update listener.ledger set next_at = now() + interval '1 hour' where tenant_id = ${tenant}`;
    await before.stop();

    const newer = event({ ...added, input: added.input.extend({ colour: z.string().optional() }) });
    const after = await probePlatform({
      counter: [handleAdd],
      listener: [
        react(newer, 'hear', async ({ tx }, { label, colour }) => {
          await leaveEffect(tx, tenant, `${label} ${colour}`);
        }),
      ],
      tuning,
      database,
    });
    await until('it is done', async () => (await rowOf(after))?.status === 'done');
    expect(await after.labels('listener', tenant)).toEqual(['more blue']);
    expect(await after.alarms('listener', tenant)).toEqual([]);
    await after.stop();
    await database.drop();
  },
);
