import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handle, react } from '../handlers.ts';
import { add, added, charge, mine } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';
import type { Watched } from '../watch.ts';

const adding = handle(add, async ({ tx, tenant, stage }, { label, note, customerId }) => {
  await leaveEffect(tx, tenant, label);
  stage.send(added, { label, note, customerId });
  return { label };
});
const hearing = react(added, 'hear', async () => {});

let probe: Awaited<ReturnType<typeof probePlatform>>;
beforeAll(async () => {
  probe = await probePlatform({ counter: [adding], listener: [hearing] });
});
afterAll(() => probe?.stop());

test('a command that nobody answered and that was posted under the same id counts once', async () => {
  const tenant = newId();
  const id = newId();
  const caller = { ...asService(tenant, 'listener'), id };
  const asker = await probe.platform.speakAs('listener');
  await asker.command(add, { label: 'once' }, caller);
  await probe.bus('listener').post(add, { label: 'once' }, caller);
  await probe.bus('listener').post(add, { label: 'once' }, caller);
  await probe.platform.quiet();
  expect(await probe.labels('counter', tenant)).toEqual(['once']);
});

test('what is posted goes out though the process died before it could send it, and is stored without anything personal in clear', async () => {
  const tenant = newId();
  const customerId = newId();
  const id = await probe
    .bus('listener')
    .post(add, { label: 'late', note: 'Ada Lovelace', customerId }, asService(tenant, 'listener'));
  expect(await probe.everything()).not.toContain('Ada Lovelace');
  await probe.platform.quiet();
  await probe.admin`update listener.outbox set sent_at = null, created_at = created_at - interval '1 hour' where tenant_id = ${tenant}`;
  expect(await probe.bus('listener').pollOutbox()).toBe(1);
  await probe.platform.quiet();
  expect(await probe.labels('counter', tenant)).toEqual(['late']);
  const [row] = await probe.rows('counter', tenant);
  expect(row?.status).toBe('done');
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

test('what a service does not name among what it sends cannot be posted, nor input that the contract refuses', async () => {
  const caller = asService(newId(), 'listener');
  await expect(probe.bus('listener').post(mine, { label: 'x' }, caller)).rejects.toThrow('does not name counter.mine');
  await expect(probe.bus('listener').post(charge, { label: 1 } as never, caller)).rejects.toThrow();
});

test('an event passes by those who watch it, opened, while they watch', async () => {
  const tenant = newId();
  const seen: Watched[] = [];
  const watching = await probe.bus('listener').watch([added], (event) => void seen.push(event));
  const post = (label: string, note: string) =>
    probe.bus('listener').post(add, { label, note, customerId: newId() }, asService(tenant, 'listener'));
  await post('seen', 'a note');
  await probe.platform.quiet();
  await until('the event passed by', async () => seen.length > 0);
  await watching.close();
  await post('unseen', 'another');
  await probe.platform.quiet();
  expect(seen.map(({ name, tenant: of, payload }) => ({ name, of, payload }))).toEqual([
    { name: 'counter.added', of: tenant, payload: expect.objectContaining({ label: 'seen', note: 'a note' }) },
  ]);
});
