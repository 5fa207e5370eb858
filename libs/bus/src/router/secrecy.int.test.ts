import { systemClock } from '@purser/clock';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff, until } from '@purser/testing';
import { masterKey, randomToken, wireKeys } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../client/client.ts';
import { answer, handle, handleStepped, react } from '../handlers.ts';
import { notYet } from '../outcome.ts';
import { add, added, charge, labels, mine, remind } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { type ProbePlatform, probePlatform } from '../probe/platform.fixture.ts';

let probe: ProbePlatform;
const heard: string[] = [];
const told: string[] = [];
beforeAll(async () => {
  probe = await probePlatform({
    counter: [
      handle(add, async ({ tx, tenant, stage, now }, { label, note }) => {
        await leaveEffect(tx, tenant, label);
        stage.send(added, { label, note });
        stage.later(remind, { label, note }, now);
        return { label, note };
      }),
      handle(remind, async (_ctx, { note }) => {
        told.push(note ?? '');
        return {};
      }),
      handle(mine, async ({ tx, tenant }, { label }) => {
        await leaveEffect(tx, tenant, label);
        return {};
      }),
      handleStepped(charge, {
        gather: async () => ({}),
        plan: async (_ctx, { label }) => ({ step: 'ask', request: { label, card: 'card-of-somebody' } }),
        steps: {
          ask: {
            call: async () => ({}),
            record: async (_ctx, _request, _response) => ({ done: { label: 'charged', receipt: 'first-secret' } }),
          },
        },
        reveal: async (_facts, output) => ({ ...output, receipt: 'fetched-secret' }),
      }),
      answer(labels, async ({ tx, tenant }) => {
        await leaveEffect(tx, tenant, 'a query that writes');
        return { labels: [] };
      }),
    ],
    listener: [
      react(added, 'hear', async (_ctx, { label, note }) => {
        if (label === 'waits') throw notYet('never');
        heard.push(note ?? '');
      }),
    ],
    tuning: { sweep_ms: 50, sweepGrace_ms: 0 },
  });
});
afterAll(() => probe?.stop());

test('what is secret is told with each answer and never stored', async () => {
  const staff = { ...asStaff(newId()), key: 'k' };
  const first = await probe.client.command(charge, { label: 'x' }, staff);
  expect(first.receipt).toBe('fetched-secret');
  const again = await probe.client.send(charge, { label: 'x' }, staff);
  expect(again).toMatchObject({ replayed: true, result: { receipt: 'fetched-secret' } });
  const stored = await probe.everything();
  expect(stored).toContain('charged');
  for (const secret of ['first-secret', 'fetched-secret', 'card-of-somebody']) {
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
  }
});

test('what is personal reaches its readers, and stands nowhere in clear', async () => {
  const tenant = newId();
  const note = `Ada Lovelace ${newId()}`;
  const parked = `Grace Hopper ${newId()}`;
  const person = { ...asStaff(tenant), key: 'k' };
  expect(await probe.client.command(add, { label: 'a', note, customerId: newId() }, person)).toEqual({
    label: 'a',
    note,
  });
  expect(await probe.client.send(add, { label: 'a', note: 'Eve', customerId: newId() }, person)).toMatchObject({
    fault: { code: 'key_reused' },
  });
  await probe.client.command(add, { label: 'waits', note: parked }, asStaff(tenant));
  await until('it was heard and told', () => heard.includes(note) && told.includes(note));
  await until('the other is parked', async () =>
    (await probe.rows('listener', tenant)).some(({ status }) => status === 'parked'),
  );
  const stored = await probe.everything();
  for (const name of [note, parked]) {
    expect(stored).not.toContain(name);
    expect(stored).not.toContain(Buffer.from(name).toString('hex'));
    expect(stored).not.toContain(Buffer.from(name).toString('base64').slice(0, 12));
  }
});

test('a query cannot write', async () => {
  const tenant = newId();
  await expect(probe.client.query(labels, {}, asStaff(tenant))).rejects.toMatchObject({ kind: 'bug' });
  expect(await probe.labels('counter', tenant)).toEqual([]);
});

test('nobody speaks for another: forged, unnamed and roleless actors are refused and leave nothing', async () => {
  const tenant = newId();
  const wire = wireKeys(masterKey('w', randomToken()));
  const asker = (service: string) =>
    createClient({
      service,
      transport: probe.platform.broker.transport(),
      wire,
      clock: systemClock,
      reply_ms: 5000,
    });
  const key = 'stolen key';
  const victim = asStaff(tenant);
  const attempts = {
    'a service as another': asker('listener').send(add, { label: 'x' }, asService(tenant, 'gateway')),
    'a service for a person': asker('listener').send(add, { label: 'x' }, { ...victim, key }),
    'a service that is not named': asker('stranger').send(add, { label: 'x' }, asService(tenant, 'stranger')),
    'staff without the role': probe.client.send(add, { label: 'x' }, asStaff(tenant, 'readOnly')),
    'a customer where only staff may': probe.client.send(add, { label: 'x' }, asCustomer(tenant, newId())),
    'staff where only customers may': probe.client.send(mine, { label: 'x' }, victim),
    'anybody for a timer': probe.client.send(remind, { label: 'x' }, asService(tenant, 'gateway')),
    'the public': probe.client.send(add, { label: 'x' }, { tenant, actor: { kind: 'public' } }),
  };
  for (const [who, attempt] of Object.entries(attempts))
    expect(await attempt, who).toMatchObject({ status: 'rejected', fault: { kind: 'denied', code: 'not_allowed' } });
  expect(await probe.labels('counter', tenant)).toEqual([]);
  expect(await probe.rows('counter', tenant)).toEqual([]);
  // What was forged in their name does not stand in the way of the person themselves.
  expect(await probe.client.send(add, { label: 'mine' }, { ...victim, key })).toMatchObject({ status: 'done' });
  expect(await probe.client.send(mine, { label: 'own' }, asCustomer(tenant, newId()))).toMatchObject({
    status: 'done',
  });
});

test('a repeat is authorised again', async () => {
  const tenant = newId();
  const staff = asStaff(tenant, 'owner');
  await probe.client.command(add, { label: 'x' }, { ...staff, key: 'k' });
  const id = staff.actor.kind === 'staff' ? staff.actor.id : '';
  const demoted = { tenant, actor: { kind: 'staff' as const, id, roles: ['readOnly' as const] }, key: 'k' };
  expect(await probe.client.send(add, { label: 'x' }, demoted)).toMatchObject({
    status: 'rejected',
    fault: { kind: 'denied' },
  });
});
