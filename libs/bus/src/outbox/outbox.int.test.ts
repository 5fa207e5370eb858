import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { expect, inject, test } from 'vitest';
import { handle, react } from '../handlers.ts';
import { add, added, charge, remind } from '../probe/contracts.fixture.ts';
import { leaveEffect, probeDatabase } from '../probe/database.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';

const adding = handle(add, async ({ tx, tenant, stage }, { label, note, customerId }) => {
  await leaveEffect(tx, tenant, label);
  stage.send(added, { label, note, customerId });
  return { label };
});
const noting = (name: string) =>
  react(added, name, async ({ tx, tenant }, { label }) => {
    await leaveEffect(tx, tenant, `${name} ${label}`);
  });
const fast = { sweep_ms: 50, sweepGrace_ms: 0, outboxGrace_ms: 0 };

/** As if the process had died between commit and mark. */
const unsend = (probe: Awaited<ReturnType<typeof probePlatform>>, tenant: string) =>
  probe.admin`update counter.outbox set sent_at = null where tenant_id = ${tenant}`;
const unsent = async (probe: Awaited<ReturnType<typeof probePlatform>>, tenant: string) =>
  (await probe.admin`select id from counter.outbox where tenant_id = ${tenant} and sent_at is null`).length;

test('a long backlog of one tenant goes in one poll, and counts once', async () => {
  const probe = await probePlatform({ counter: [adding], listener: [noting('hear')], tuning: { perTenant: 8 } });
  const tenant = newId();
  await probe.bus('counter').work(tenant, async ({ stage }) => {
    for (let i = 0; i < 100; i++) stage.send(added, { label: `m${i}` });
  });
  await probe.platform.quiet();
  await unsend(probe, tenant);
  await probe.admin`update counter.outbox set created_at = created_at - interval '1 hour' where tenant_id = ${tenant}`;
  expect(await probe.bus('counter').pollOutbox()).toBe(100);
  expect(await unsent(probe, tenant)).toBe(0);
  await probe.platform.quiet();
  expect((await probe.labels('listener', tenant)).length).toBe(100);
  await probe.stop();
});

test('one whose person was erased is given up with an alarm, and the others go', async () => {
  const probe = await probePlatform({ counter: [adding], listener: [noting('hear')], tuning: fast });
  const [tenant, customerId] = [newId(), newId()];
  // Committed, and not handed to the relay: the process that did it is gone.
  const stage = async (label: string) => {
    await probe.client.command(add, { label, note: 'Ada', customerId }, asStaff(tenant));
    await probe.platform.quiet();
  };
  await stage('erased');
  await probe.vault.destroySubject(tenant, customerId, new Date());
  await unsend(probe, tenant);
  await probe.bus('counter').work(tenant, async ({ stage: staged }) => void staged.send(added, { label: 'other' }));
  await until('nothing is unsent', async () => (await unsent(probe, tenant)) === 0);
  expect(await probe.alarms('counter', tenant)).toEqual(['not sent: the person it is about was erased']);
  await until('the other is heard', async () => (await probe.labels('listener', tenant)).includes('hear other'));
  await probe.stop();
});

test('what was sent and lost with its stream is sent again; a new reaction hears nothing from before it, whatever the clocks say', async () => {
  const database = await probeDatabase(inject('postgres').adminUrl);
  const tenant = newId();
  const staff = asStaff(tenant);
  const begin = (listener?: readonly ReturnType<typeof noting>[]) =>
    probePlatform({ counter: [adding], ...(listener && { listener }), database, tuning: fast });

  const first = await begin([noting('old')]);
  // Business time runs a year ahead: what happens now says that it happens then.
  first.platform.clock.setOffset(365 * 86_400_000);
  await first.client.command(add, { label: 'one' }, staff);
  await until('one', async () => (await first.labels('listener', tenant)).length === 1);
  await first.stop();

  // Each platform's bus forgets with it.
  const second = await begin();
  await second.client.command(add, { label: 'two' }, staff);
  await second.platform.quiet();
  expect(await unsent(second, tenant)).toBe(0);
  await second.stop();

  const third = await begin([noting('old'), noting('new')]);
  await until('two', async () => (await third.labels('listener', tenant)).includes('old two'));
  third.platform.clock.setOffset(-365 * 86_400_000);
  await third.client.command(add, { label: 'three' }, staff);
  await until('three', async () => (await third.labels('listener', tenant)).length >= 4);
  await third.platform.quiet();
  expect((await third.labels('listener', tenant)).sort()).toEqual(['new three', 'old one', 'old three', 'old two']);
  await third.stop();
  await database.drop();
});

test('a trace goes on through the outbox, a timer and a retry', async () => {
  const probe = await probePlatform({
    counter: [
      handle(add, async ({ stage, now, messageId }, { label }) => {
        if (label === 'first') stage.later(remind, { label }, now);
        stage.send(added, { label: messageId });
        return { label };
      }),
      handle(remind, async ({ stage }, { label }) => {
        stage.send(added, { label });
        return {};
      }),
    ],
    listener: [
      react(added, 'hear', async ({ stage }, { label }) => {
        if (label !== 'first') stage.send(charge, { label });
      }),
    ],
    tuning: fast,
  });
  const tenant = newId();
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', parentId: null };
  await probe.client.command(add, { label: 'first' }, { ...asStaff(tenant), trace });
  // The timer's event, and the command that the other service made of the first.
  const stored = () => probe.admin<{ envelope: string }[]>`
    select envelope from counter.outbox union all select envelope from counter.ledger union all select envelope from listener.outbox`;
  const rows = await until('all of it', async () => {
    // That nobody takes the charge is told as well; it follows from nothing that anybody asked.
    const all = (await stored())
      .map(({ envelope }) => JSON.parse(envelope))
      .filter(({ name }) => name !== 'counter.alarmRaised');
    return all.length === 6 && all;
  });
  expect(rows.map(({ name }) => name).sort()).toEqual([
    'counter.add',
    'counter.added',
    'counter.added',
    'counter.charge',
    'counter.charge',
    'counter.remind',
  ]);
  for (const { trace: carried } of rows)
    expect(carried).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
  await probe.stop();
});

test('a service stages only what it says it sends', async () => {
  const probe = await probePlatform({ counter: [adding] });
  const forgotten = { ...added, name: 'forgotten' };
  const staging = probe.bus('counter').work(newId(), async ({ stage }) => void stage.send(forgotten, { label: 'x' }));
  await expect(staging).rejects.toThrow('counter does not name counter.forgotten among what it sends');
  await probe.stop();
});
