import { type Envelope, newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { react, reactInBatches } from '../handlers.ts';
import { add, added } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { type ProbePlatform, probePlatform } from '../probe/platform.fixture.ts';

const sizes: number[] = [];
const counting = reactInBatches(added, 'book', async ({ tx, tenant }, items) => {
  sizes.push(items.length);
  for (const { payload } of items) await leaveEffect(tx, tenant, payload.label);
  if (items.some(({ payload }) => payload.label === 'poison')) throw new Error('this one does not add up');
});
const single = react(added, 'mail', async ({ tx, tenant }, { label }) => {
  await leaveEffect(tx, tenant, `mail ${label}`);
});
let gate: Promise<void> | undefined;
let onWait = () => {};
/** Labels with a slash are its own. */
const settling = reactInBatches(added, 'settle', async ({ tenant }, items) => {
  for (const { payload, ctx } of items) {
    const { label } = payload;
    if (!label.includes('/')) continue;
    if (label.endsWith('/waits')) {
      onWait();
      await gate;
    }
    await leaveEffect(ctx.tx, tenant, label);
    ctx.stage.send(add, { label: `told of ${label}` });
  }
});

let probe: ProbePlatform;
beforeAll(async () => {
  const tuning = { attempts: 2, sweep_ms: 50, sweepGrace_ms: 0 };
  probe = await probePlatform({ counter: [], listener: [counting, single, settling], tuning });
});
afterAll(() => probe?.stop());

const event = (tenant: string, label: string): Envelope => ({
  id: newId(),
  name: 'counter.added',
  version: 1,
  tenant,
  actor: { kind: 'service', name: 'counter' },
  correlation: newId(),
  causation: null,
  at: new Date().toISOString(),
  payload: { label },
});
const publish = async (envelopes: readonly Envelope[]) => {
  const transport = probe.platform.broker.transport();
  for (const envelope of envelopes)
    await transport.publish('evt.counter.added', new TextEncoder().encode(JSON.stringify(envelope)), { id: newId() });
};
const booked = async (tenant: string) =>
  (await probe.labels('listener', tenant)).filter((label) => !label.startsWith('mail '));
/** What was settled; the batch reaction books the same labels beside it. */
const settled = async (tenant: string) => (await booked(tenant)).filter((label) => label.includes('/')).sort();

test('many events go into few transactions, each once, whatever was sent twice', async () => {
  const tenant = newId();
  const events = Array.from({ length: 60 }, (_, i) => event(tenant, `m${i}`));
  sizes.length = 0;
  await publish([...events, ...events.slice(0, 30), ...events]);
  await probe.platform.quiet();
  expect((await booked(tenant)).sort()).toEqual(events.map((_, i) => `m${i}`).sort());
  expect(sizes.length).toBeLessThan(30);
  expect((await probe.labels('listener', tenant)).length).toBe(120);
});

test('a bad one among them stands alone: it fails with an alarm, the others count', async () => {
  const tenant = newId();
  await publish([event(tenant, 'a'), event(tenant, 'poison'), event(tenant, 'b')]);
  await until('it has failed', async () => (await probe.alarms('listener', tenant)).length > 0);
  expect(await booked(tenant)).toEqual(['a', 'b']);
  const rows = await probe.rows('listener', tenant);
  const count = (handler: string, status: string) =>
    rows.filter((row) => row.handler === handler && row.status === status).length;
  expect([count('listener.book', 'done'), count('listener.book', 'failed')]).toEqual([2, 1]);
  expect(count('listener.mail', 'done')).toBe(3);
});

test('tenants share no transaction', async () => {
  const [one, two] = [newId(), newId()];
  await publish([event(one, 'a'), event(two, 'poison'), event(one, 'b'), event(two, 'c')]);
  await until('it has failed', async () => (await probe.alarms('listener', two)).length > 0);
  await probe.platform.quiet();
  expect(await booked(one)).toEqual(['a', 'b']);
  expect(await booked(two)).toEqual(['c']);
});

test('what each of a batch leads to is put down to it and not to its neighbour', async () => {
  const tenant = newId();
  const events = Array.from({ length: 12 }, (_, i) => event(tenant, `thing${i}/${i}`));
  await publish(events);
  await probe.platform.quiet();
  const sent = await probe.admin<
    { envelope: string }[]
  >`select envelope from listener.outbox where tenant_id = ${tenant}`;
  const causes = sent.map(({ envelope }) => {
    const { causation, correlation, payload } = JSON.parse(envelope);
    return { causation, correlation, label: payload.label };
  });
  const expected = events.map(({ id, correlation, payload }) => {
    const { label } = payload as { label: string };
    return { causation: id, correlation, label: `told of ${label}` };
  });
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label);
  expect(causes.sort(byLabel)).toEqual(expected.sort(byLabel));
});

test('a tenant whose batch waits for a lock holds nobody else up', async () => {
  const [slow, quick] = [newId(), newId()];
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  let waiting = false;
  onWait = () => {
    waiting = true;
  };
  await publish([event(slow, 'a/waits')]);
  await until('it waits', async () => waiting);
  await publish([event(quick, 'a/1')]);
  await until('the other is settled', async () => (await settled(quick)).length === 2);
  expect((await settled(slow)).length).toBe(1);
  open();
  await probe.platform.quiet();
  expect((await settled(slow)).length).toBe(2);
});
