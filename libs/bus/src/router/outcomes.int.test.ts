import { fault } from '@purser/fault';
import { type Envelope, fullName, newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Context, handle } from '../handlers.ts';
import { notYet } from '../outcome.ts';
import { add, remind } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { type ProbePlatform, probePlatform } from '../probe/platform.fixture.ts';

const tuning = { attempts: 4, parkAlarm_ms: 300, sweep_ms: 50, sweepGrace_ms: 0, parkBase_ms: 50, parkCap_ms: 100 };
/** What the handler does for a label, after its effect; each test has labels of its own. */
const behaviour = new Map<string, (ctx: Context, label: string) => Promise<void> | void>();
const handlers = [
  handle(add, async (ctx, { label }) => {
    await leaveEffect(ctx.tx, ctx.tenant, label);
    await behaviour.get(label)?.(ctx, label);
    return { label };
  }),
  handle(remind, async (ctx, { label }) => {
    await leaveEffect(ctx.tx, ctx.tenant, label);
    return {};
  }),
];

let probe: ProbePlatform;
beforeAll(async () => {
  probe = await probePlatform({ counter: handlers, tuning });
});
afterAll(() => probe?.stop());

const status = async (tenant: string) => (await probe.rows('counter', tenant)).map((row) => row.status);

/** Puts bytes on the stream road, as a service whose outbox held them. */
const stage = (envelope: Partial<Envelope> & { tenant: string }, sender = 'gateway') => {
  const whole = {
    id: newId(),
    name: fullName(add),
    version: 2,
    actor: { kind: 'service', name: sender },
    correlation: newId(),
    causation: null,
    at: new Date().toISOString(),
    payload: { label: 'staged' },
    ...envelope,
  };
  const [service, name] = whole.name.split('.');
  const data = new TextEncoder().encode(JSON.stringify(whole));
  return probe.platform.broker.transport().publish(`cmd.${service}.${name}.${sender}`, data, { id: newId() });
};

test('a command that is done has its effect, its result and its row', async () => {
  const tenant = newId();
  expect(await probe.client.send(add, { label: 'a' }, asStaff(tenant))).toEqual({
    status: 'done',
    result: { label: 'a' },
  });
  expect(await probe.labels('counter', tenant)).toEqual(['a']);
  expect(await status(tenant)).toEqual(['done']);
});

test('a refusal by a rule is final and leaves no effect', async () => {
  const tenant = newId();
  behaviour.set('void', () => {
    throw fault('rejected', 'invoice_void', 'This invoice was voided.');
  });
  const id = newId();
  const refused = { status: 'rejected', fault: { code: 'invoice_void' } };
  expect(await probe.client.send(add, { label: 'void' }, { ...asStaff(tenant), id })).toMatchObject(refused);
  expect(await probe.labels('counter', tenant)).toEqual([]);
  expect(await status(tenant)).toEqual(['rejected']);
});

test('a passing fault is tried again until it works, with one effect', async () => {
  const tenant = newId();
  let tries = 0;
  behaviour.set('flaky', () => {
    tries += 1;
    if (tries < 3) throw fault('unavailable', 'away', 'Just now it cannot be done.');
  });
  expect(await probe.client.send(add, { label: 'flaky' }, asStaff(tenant))).toMatchObject({ status: 'retrying' });
  await until('it is done', async () => (await status(tenant))[0] === 'done');
  expect(tries).toBe(3);
  expect(await probe.labels('counter', tenant)).toEqual(['flaky']);
});

test('when attempts are used up it has failed, with one alarm; staff may try again, and the alarm is cleared', async () => {
  const tenant = newId();
  let broken = true;
  behaviour.set('broken', () => {
    if (broken) throw new Error('a bug');
  });
  const id = newId();
  await probe.client.send(add, { label: 'broken' }, { ...asStaff(tenant), id });
  await until('it has failed', async () => (await status(tenant))[0] === 'failed');
  expect(await probe.alarms('counter', tenant)).toEqual(['failed after 4 attempts: internal_error']);
  broken = false;
  const key = { tenant, handler: 'counter.add', messageId: id };
  expect(await probe.bus('counter').retry(key)).toMatchObject({ status: 'done' });
  expect(await probe.alarms('counter', tenant)).toEqual([]);
  expect(await probe.labels('counter', tenant)).toEqual(['broken']);
  expect(await probe.bus('counter').retry(key)).toBeUndefined();
});

const needs = async ({ tx, tenant }: Context, name: string) => {
  const [there] = await tx.sql`select from things where tenant_id = ${tenant} and name = ${name}`;
  if (!there) throw notYet(`thing:${name}`);
};
const bring = async ({ tx, tenant, stage: staged }: Context, name: string) => {
  await tx.sql`insert into things (tenant_id, name) values (${tenant}, ${name})`;
  staged.appeared(`thing:${name}`);
};

test('a message that came too early is parked, and woken by what it waits for', async () => {
  const tenant = newId();
  behaviour.set('early', (ctx) => needs(ctx, 'x'));
  behaviour.set('bring x', (ctx) => bring(ctx, 'x'));
  expect(await probe.client.send(add, { label: 'early' }, asStaff(tenant))).toEqual({
    status: 'parked',
    waitsFor: 'thing:x',
  });
  await probe.client.command(add, { label: 'bring x' }, asStaff(tenant));
  await until('both are done', async () => (await status(tenant)).every((s) => s === 'done'));
  expect(await probe.labels('counter', tenant)).toEqual(['bring x', 'early']);
});

test('what is parked for a while raises an alarm, cleared when it is done', async () => {
  const tenant = newId();
  behaviour.set('waits long', (ctx) => needs(ctx, 'y'));
  behaviour.set('bring y', (ctx) => bring(ctx, 'y'));
  await probe.client.send(add, { label: 'waits long' }, asStaff(tenant));
  await until('an alarm', async () => (await probe.alarms('counter', tenant)).length > 0);
  expect(await probe.alarms('counter', tenant)).toEqual(['parked, waits for thing:y']);
  await probe.client.command(add, { label: 'bring y' }, asStaff(tenant));
  await until('no alarm', async () => (await probe.alarms('counter', tenant)).length === 0);
  expect(await probe.labels('counter', tenant)).toEqual(['bring y', 'waits long']);
});

test('a command nobody here knows is kept and alarmed', async () => {
  const tenant = newId();
  await stage({ tenant, name: 'counter.subtract', payload: { label: 'later' } });
  await until('it is parked', async () => (await status(tenant))[0] === 'parked');
  expect(await probe.alarms('counter', tenant)).toEqual(['parked, waits for handler:counter.subtract']);
});

test('an older version is brought up to date', async () => {
  const tenant = newId();
  await stage({ tenant, version: 1, payload: { text: 'old words' } });
  await until('it is done', async () => (await status(tenant))[0] === 'done');
  expect(await probe.labels('counter', tenant)).toEqual(['old words']);
});

test('bytes that are no message are kept, and hold up nobody', async () => {
  const transport = probe.platform.broker.transport();
  const junk = `not json ${newId()}`;
  await transport.publish('cmd.counter.add.gateway', new TextEncoder().encode(junk), { id: newId() });
  const tenant = newId();
  await stage({ tenant });
  await until('the next is done', async () => (await status(tenant))[0] === 'done');
  // It is put aside beside the work, not before it.
  await until('it is kept', async () => {
    const kept = await probe.admin`select bytes from counter.unreadable`;
    return kept.some((row) => Buffer.from(row.bytes).toString() === junk);
  });
});

test('input that breaks the contract is refused, and its key may be used again', async () => {
  const tenant = newId();
  const staff = { ...asStaff(tenant), key: 'k' };
  const bad = { label: 'ok', extra: 'leaked@example.com' };
  expect(await probe.client.send(add, bad as { label: string }, staff)).toMatchObject({
    status: 'rejected',
    fault: { kind: 'invalid' },
  });
  expect(await probe.client.send(add, { label: 'ok' }, staff)).toMatchObject({ status: 'done' });
  expect(await probe.everything()).not.toContain('leaked@example.com');
});

test('a repeat gives the first answer; the same key with other input is a conflict; each principal has keys of its own', async () => {
  const tenant = newId();
  const staff = asStaff(tenant);
  const first = await probe.client.send(add, { label: 'once' }, { ...staff, key: 'k' });
  expect(await probe.client.send(add, { label: 'once' }, { ...staff, key: 'k' })).toEqual({ ...first, replayed: true });
  expect(await probe.client.send(add, { label: 'other' }, { ...staff, key: 'k' })).toMatchObject({
    status: 'rejected',
    fault: { kind: 'conflict', code: 'key_reused' },
  });
  expect(await probe.client.send(add, { label: 'theirs' }, { ...asStaff(tenant), key: 'k' })).toMatchObject({
    status: 'done',
    result: { label: 'theirs' },
  });
  expect(await probe.labels('counter', tenant)).toEqual(['once', 'theirs']);
});

test("another's message id gives no answer", async () => {
  const tenant = newId();
  const id = newId();
  await probe.client.send(add, { label: 'mine' }, { ...asStaff(tenant), id });
  expect(await probe.client.send(add, { label: 'mine' }, { ...asStaff(tenant), id })).toMatchObject({
    status: 'rejected',
    fault: { kind: 'conflict', code: 'id_taken' },
  });
});

test('one message five times at once has one effect', async () => {
  const tenant = newId();
  const id = newId();
  const person = { ...asStaff(tenant), id };
  const answers = await Promise.all(Array.from({ length: 5 }, () => probe.client.send(add, { label: 'five' }, person)));
  for (const answer of answers) expect(answer).toMatchObject({ status: 'done', result: { label: 'five' } });
  expect(await probe.labels('counter', tenant)).toEqual(['five']);
});

test('a timer goes off when business time has come, also when it was moved past many at once', async () => {
  const tenant = newId();
  const day = 86_400_000;
  behaviour.set('plan', ({ stage: staged, now }) => {
    for (const days of [10, 20, 30])
      staged.later(remind, { label: `day ${days}` }, new Date(now.getTime() + days * day));
  });
  try {
    await probe.client.command(add, { label: 'plan' }, asStaff(tenant));
    await probe.bus('counter').sweep();
    expect(await status(tenant)).toEqual(['done', 'waiting', 'waiting', 'waiting']);
    probe.platform.clock.setOffset(15 * day);
    await until('the first', async () => (await probe.labels('counter', tenant)).length === 2);
    probe.platform.clock.setOffset(100 * day);
    await until('all', async () => (await probe.labels('counter', tenant)).length === 4);
    expect((await probe.labels('counter', tenant)).sort()).toEqual(['day 10', 'day 20', 'day 30', 'plan']);
  } finally {
    probe.platform.clock.setOffset(0);
  }
});
