import { command, newId } from '@purser/message';
import { asService, asStaff, until } from '@purser/testing';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { handle } from '../handlers.ts';
import { add, charge, mine } from '../probe/contracts.fixture.ts';
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
