import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handle } from '../handlers.ts';
import { notYet } from '../outcome.ts';
import { add } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { type ProbePlatform, probePlatform } from '../probe/platform.fixture.ts';

const minute_ms = 60_000;
let probe: ProbePlatform;
/** Runs after a handler has looked for the thing and before it gives up. */
let between: (attempt: number) => Promise<void> = async () => {};
let attempts = 0;

const bring = (tenant: string) => probe.client.command(add, { label: 'bring' }, asStaff(tenant));

beforeAll(async () => {
  const counter = [
    handle(add, async ({ tx, tenant, stage }, { label }) => {
      await leaveEffect(tx, tenant, label);
      if (label === 'bring') {
        await tx.sql`insert into things (tenant_id, name) values (${tenant}, 'x')`;
        stage.appeared('thing:x');
        return { label };
      }
      attempts += 1;
      const [there] = await tx.sql`select from things where tenant_id = ${tenant} and name = 'x'`;
      await between(attempts);
      if (!there) throw notYet('thing:x');
      return { label };
    }),
  ];
  // Left to its own time a parked message would be looked at again in minutes.
  const parked = { parkBase_ms: 10 * minute_ms, parkCap_ms: 10 * minute_ms };
  probe = await probePlatform({ counter, tuning: { ...parked, sweep_ms: 50, sweepGrace_ms: 0 } });
});
afterAll(() => probe?.stop());

const begin = async () => {
  attempts = 0;
  const tenant = newId();
  return { tenant, send: () => probe.client.send(add, { label: 'waits' }, asStaff(tenant)) };
};
const done = (tenant: string) =>
  until('it is done', async () => (await probe.labels('counter', tenant)).includes('waits'), 8000);

test('what appears after the first look and before the parking is found out soon', async () => {
  const { tenant, send } = await begin();
  between = async (attempt) => void (attempt === 1 && (await bring(tenant)));
  expect(await send()).toMatchObject({ status: 'parked' });
  await done(tenant);
  expect(attempts).toBe(2);
});

test('what appears while a parked message is tried again is found out soon', async () => {
  const { tenant, send } = await begin();
  let bringing: Promise<unknown> | undefined;
  // The second attempt goes on once the thing is there, or what brings it waits for the row that the attempt holds.
  between = async (attempt) => {
    if (attempt !== 2) return;
    bringing = bring(tenant);
    await until('it is brought', async () => {
      const [there] = await probe.admin`
        select from counter.things where tenant_id = ${tenant}
        union all select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return there !== undefined;
    });
  };
  expect(await send()).toMatchObject({ status: 'parked' });
  await done(tenant);
  await bringing;
});

test('what appears later wakes it at once', async () => {
  const { tenant, send } = await begin();
  between = async () => {};
  expect(await send()).toMatchObject({ status: 'parked' });
  await until('it was looked at again, in vain', async () => {
    const [row] = await probe.rows('counter', tenant);
    return row?.status === 'parked' && row.attempts === 2;
  });
  await bring(tenant);
  await done(tenant);
  expect(attempts).toBe(3);
});

test('waiting long counts for nothing: the first fault after it is tried again, not the last straw', async () => {
  const { tenant, send } = await begin();
  between = async () => {};
  expect(await send()).toMatchObject({ status: 'parked' });
  await probe.admin`update counter.ledger set attempts = 500 where tenant_id = ${tenant} and status = 'parked'`;
  let failed = false;
  between = async () => {
    if (failed) return;
    failed = true;
    throw new Error('a passing fault');
  };
  await bring(tenant);
  await done(tenant);
  expect(failed).toBe(true);
});

test('draining waits for what is at work: it is answered, and what it staged is sent', async () => {
  const { tenant, send } = await begin();
  await bring(tenant);
  attempts = 0;
  let release = () => {};
  between = () => new Promise((resolve) => (release = resolve));
  const sent = send();
  await until('it is at work', () => attempts === 1);
  let drained = false;
  const draining = probe
    .bus('counter')
    .drain()
    .then(() => {
      drained = true;
    });
  await new Promise((resolve) => setImmediate(resolve));
  expect(drained).toBe(false);
  release();
  expect(await sent).toMatchObject({ status: 'done' });
  await draining;
  await expect(probe.client.send(add, { label: 'late' }, asStaff(tenant))).rejects.toMatchObject({
    kind: 'unavailable',
  });
});
