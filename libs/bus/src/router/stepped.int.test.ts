import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handleStepped } from '../handlers.ts';
import { charge } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { type ProbePlatform, probePlatform } from '../probe/platform.fixture.ts';

/** What the outside does with a call; each test has a label of its own. */
const outside = new Map<string, (request: unknown, time: number) => Promise<unknown>>();
const calls: { label: string; nonce: string; again: boolean }[] = [];
let plans = 0;
/** What was given up is told to this, with what its own tables say of it then. */
let onGivenUp = (_label: string, _problem: string) => {};

const charging = handleStepped(charge, {
  gather: async ({ messageId }) => ({ from: messageId }),
  plan: async ({ tx, tenant }, { label }, { from }) => {
    plans += 1;
    await leaveEffect(tx, tenant, 'intent');
    if (label === 'too poor') throw fault('rejected', 'too_poor', 'There is no money.');
    return { step: 'pay', request: { label, nonce: `${from} ${plans}` } };
  },
  steps: {
    pay: {
      call: async (request, { again }) => {
        const asked = request as { label: string; nonce: string };
        calls.push({ ...asked, again });
        const time = calls.filter(({ label }) => label === asked.label).length;
        return (await outside.get(asked.label)?.(request, time)) ?? { paid: true };
      },
      record: async ({ tx, tenant }, request, response) => {
        const { label } = request as { label: string };
        const { paid } = response as { paid: boolean };
        if (!paid) {
          await leaveEffect(tx, tenant, 'declined');
          return { refused: fault('rejected', 'card_declined', 'The card was declined.') };
        }
        await leaveEffect(tx, tenant, 'outcome');
        if (label === 'careless') throw fault('rejected', 'careless', 'This is thrown after the call.');
        return { done: { label } };
      },
    },
  },
  gaveUp: async ({ tx, tenant }, { label }, { code }) => {
    await leaveEffect(tx, tenant, `given up: ${code}`);
    onGivenUp(label, code);
  },
});

let probe: ProbePlatform;
beforeAll(async () => {
  probe = await probePlatform({
    counter: [charging],
    tuning: { lease_ms: 400, sweep_ms: 50, sweepGrace_ms: 0, attempts: 3 },
  });
});
afterAll(() => probe?.stop());

const callsOf = (label: string) => calls.filter((call) => call.label === label);
const status = async (tenant: string) => (await probe.rows('counter', tenant))[0]?.status;

test('an intent is stored before the call and its outcome after it', async () => {
  const tenant = newId();
  outside.set('plain', async () => {
    expect(await status(tenant)).toBe('running');
    expect(await probe.labels('counter', tenant)).toEqual(['intent']);
    return { paid: true };
  });
  expect(await probe.client.command(charge, { label: 'plain' }, asStaff(tenant))).toEqual({ label: 'plain' });
  expect(await probe.labels('counter', tenant)).toEqual(['intent', 'outcome']);
});

test('a refusal in plan leaves nothing, a refusal of the outside keeps what was written', async () => {
  const [poor, declined] = [newId(), newId()];
  expect(await probe.client.send(charge, { label: 'too poor' }, asStaff(poor))).toMatchObject({
    status: 'rejected',
    fault: { code: 'too_poor' },
  });
  expect(await probe.labels('counter', poor)).toEqual([]);
  outside.set('declined', async () => ({ paid: false }));
  const staff = { ...asStaff(declined), key: 'k' };
  const refused = { status: 'rejected', fault: { code: 'card_declined' } };
  expect(await probe.client.send(charge, { label: 'declined' }, staff)).toMatchObject(refused);
  expect(await probe.client.send(charge, { label: 'declined' }, staff)).toMatchObject({ ...refused, replayed: true });
  expect(await probe.labels('counter', declined)).toEqual(['intent', 'declined']);
});

test('a duplicate while it runs steps back', async () => {
  const tenant = newId();
  let release = () => {};
  outside.set('slow', () => new Promise((resolve) => (release = () => resolve({ paid: true }))));
  const person = { ...asStaff(tenant), id: newId() };
  const first = probe.client.send(charge, { label: 'slow' }, person);
  await until('it is being called', () => callsOf('slow').length === 1);
  expect(await probe.client.send(charge, { label: 'slow' }, person)).toEqual({ status: 'running' });
  release();
  expect(await first).toMatchObject({ status: 'done' });
  expect(callsOf('slow').length).toBe(1);
});

test('an outcome that is not known is asked for again with the same request, and nothing is planned anew', async () => {
  const tenant = newId();
  outside.set('timeout', async (_request, time) => {
    if (time < 3) throw new Error('socket hang up');
    return { paid: true };
  });
  expect(await probe.client.send(charge, { label: 'timeout' }, asStaff(tenant))).toMatchObject({ status: 'retrying' });
  await until('it is done', async () => (await status(tenant)) === 'done');
  expect(new Set(callsOf('timeout').map(({ nonce }) => nonce)).size).toBe(1);
  // Only the first is told that nobody can have asked before.
  expect(callsOf('timeout').map(({ again }) => again)).toEqual([false, true, true]);
  expect(await probe.labels('counter', tenant)).toEqual(['intent', 'outcome']);
});

test.each(['in the call', 'careless'])(
  'a refusal thrown %s is no outcome: it is tried again and then a person looks',
  async (label) => {
    const tenant = newId();
    outside.set('in the call', async () => {
      throw fault('conflict', 'in_progress', 'The other side is busy with it.');
    });
    expect(await probe.client.send(charge, { label }, asStaff(tenant))).toMatchObject({
      status: 'retrying',
      fault: { code: 'outcome_unknown' },
    });
    await until('it has failed', async () => (await status(tenant)) === 'failed');
    expect(callsOf(label).length).toBe(3);
    expect(await probe.alarms('counter', tenant)).toEqual(['failed after 3 attempts: outcome_unknown']);
    expect(await probe.labels('counter', tenant)).toEqual(['intent', 'given up: outcome_unknown']);
  },
);

test('giving up that goes wrong leaves nothing behind and holds up no alarm', async () => {
  const tenant = newId();
  outside.set('clumsy', async () => {
    throw new Error('away');
  });
  onGivenUp = (label) => {
    if (label === 'clumsy') throw new Error('this does not work either');
  };
  await probe.client.send(charge, { label: 'clumsy' }, asStaff(tenant));
  await until('it has failed', async () => (await status(tenant)) === 'failed');
  expect(await probe.alarms('counter', tenant)).toHaveLength(1);
  expect(await probe.labels('counter', tenant)).toEqual(['intent']);
});

test('after its lease another takes over the stored request, and what the first one heard is discarded', async () => {
  const tenant = newId();
  const person = { ...asStaff(tenant), id: newId() };
  const key = { tenant, handler: 'counter.charge', messageId: person.id };
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  outside.set('lost', async (_request, time) => {
    if (time === 1) await slow;
    return { paid: true };
  });
  const first = probe.client.send(charge, { label: 'lost' }, person);
  await until('it is being called', () => callsOf('lost').length === 1);
  // As the sweeper sees it when the first one's lease has run out.
  await probe.admin`update counter.ledger set next_at = next_at - interval '1 hour' where message_id = ${person.id}`;
  await until('the second one is done', async () => (await status(tenant)) === 'done');
  release();
  expect(await first).toMatchObject({ status: 'done', replayed: true });
  expect(callsOf('lost').map(({ again }) => again)).toEqual([false, true]);
  expect(new Set(callsOf('lost').map(({ nonce }) => nonce)).size).toBe(1);
  expect(await probe.labels('counter', tenant)).toEqual(['intent', 'outcome']);
  expect(await probe.bus('counter').retry(key)).toBeUndefined();
});

test('one that fails after its lease was lost changes nothing of what another has recorded', async () => {
  const tenant = newId();
  const person = { ...asStaff(tenant), id: newId() };
  let fail = () => {};
  outside.set('lost and failed', async (_request, time) => {
    if (time === 1)
      await new Promise((_, reject) => {
        fail = () => reject(new Error('timeout'));
      });
    return { paid: true };
  });
  const first = probe.client.send(charge, { label: 'lost and failed' }, person);
  await until('it is being called', () => callsOf('lost and failed').length === 1);
  await probe.admin`update counter.ledger set next_at = next_at - interval '1 hour' where message_id = ${person.id}`;
  await until('the second one is done', async () => (await status(tenant)) === 'done');
  fail();
  expect(await first).toMatchObject({ status: 'done', replayed: true });
  expect(await status(tenant)).toBe('done');
  expect(await probe.alarms('counter', tenant)).toEqual([]);
});

test('a failed call can be tried again by staff with the stored request', async () => {
  const tenant = newId();
  let broken = true;
  outside.set('repaired', async () => {
    if (broken) throw new Error('down');
    return { paid: true };
  });
  const person = { ...asStaff(tenant), id: newId() };
  await probe.client.send(charge, { label: 'repaired' }, person);
  await until('it has failed', async () => (await status(tenant)) === 'failed');
  broken = false;
  const key = { tenant, handler: 'counter.charge', messageId: person.id };
  expect(await probe.bus('counter').retry(key)).toMatchObject({ status: 'done' });
  expect(new Set(callsOf('repaired').map(({ nonce }) => nonce)).size).toBe(1);
  expect(await probe.labels('counter', tenant)).toEqual(['intent', 'given up: internal_error', 'outcome']);
});
