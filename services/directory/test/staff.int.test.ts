import type { Client } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { asCustomer, asService, asStaff, type Person } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aTenant, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const platform = asService(platformTenant, 'gateway');
const hash = '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA';

async function aPerson(email = `${newId()}@example.com`) {
  const staffId = newId();
  await world.client.command(contract.createStaff, { staffId, name: 'Sam Price', email, passwordHash: hash }, platform);
  return { staffId, email };
}
const get = (staffId: string) => world.client.query(contract.getStaff, { staffId }, platform);
const setMembership = (input: { staffId: string; tenantId: string; role: 'admin' | 'owner' | null }) =>
  world.client.command(contract.setMembership, input, platform);

test('a person is found by mail however it is written, with their password hash and where they work', async () => {
  const { staffId, email } = await aPerson();
  const [one, two] = [await aTenant(world), await aTenant(world)];
  await setMembership({ staffId, tenantId: one, role: 'admin' });
  await setMembership({ staffId, tenantId: two, role: 'admin' });
  await setMembership({ staffId, tenantId: two, role: 'owner' });
  const { staff } = await world.client.query(contract.findStaff, { email: email.toUpperCase() }, platform);
  expect(staff).toMatchObject({ staffId, name: 'Sam Price', email, passwordHash: hash });
  expect(new Map(staff?.memberships.map((each) => [each.tenantId, each.role]))).toEqual(
    new Map([
      [one, 'admin'],
      [two, 'owner'],
    ]),
  );
  await setMembership({ staffId, tenantId: one, role: null });
  expect((await get(staffId)).memberships).toEqual([{ tenantId: two, role: 'owner' }]);
  expect(await world.client.query(contract.findStaff, { email: 'nobody@example.com' }, platform)).toEqual({
    staff: null,
  });
});

test('an address belongs to one person, also when two ask for it at once', async () => {
  const email = `${newId()}@example.com`;
  const make = (given: string) =>
    world.client.send(
      contract.createStaff,
      { staffId: newId(), name: 'Sam', email: given, passwordHash: hash },
      platform,
    );
  const outcomes = await Promise.all([make(email), make(email.toUpperCase()), make(email), make(email)]);
  expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status !== 'done')
      expect(outcome).toMatchObject({ status: 'rejected', fault: { kind: 'conflict', code: 'staff_exists' } });
});

test('a new password takes the place of the old one', async () => {
  const { staffId, email } = await aPerson();
  await world.client.command(contract.setPassword, { staffId, passwordHash: `${hash}2` }, platform);
  const { staff } = await world.client.query(contract.findStaff, { email }, platform);
  expect(staff?.passwordHash).toBe(`${hash}2`);
  await expect(
    world.client.command(contract.setPassword, { staffId: newId(), passwordHash: hash }, platform),
  ).rejects.toMatchObject({ kind: 'notFound' });
});

test('a password that was given must be changed until its owner chose one', async () => {
  const { client } = world;
  const staffId = newId();
  const email = `${staffId}@example.com`;
  const must = async () => (await client.query(contract.findStaff, { email }, platform)).staff?.mustChange;
  const given = { staffId, name: 'Sam', email, passwordHash: hash, mustChange: true };
  await client.command(contract.createStaff, given, platform);
  expect(await must()).toBe(true);
  await client.command(contract.setPassword, { staffId, passwordHash: `${hash}2` }, platform);
  expect(await must()).toBe(false);
  await client.command(contract.setPassword, { staffId, passwordHash: hash, mustChange: true }, platform);
  expect(await must()).toBe(true);
});

test('nobody becomes staff of the platform, nor of a tenant that is not there', async () => {
  const { staffId } = await aPerson();
  await expect(setMembership({ staffId, tenantId: platformTenant, role: 'owner' })).rejects.toMatchObject({
    kind: 'denied',
  });
  await expect(setMembership({ staffId, tenantId: newId(), role: 'owner' })).rejects.toMatchObject({
    code: 'tenant_not_found',
  });
  const tenantId = await aTenant(world);
  await expect(setMembership({ staffId: newId(), tenantId, role: 'owner' })).rejects.toMatchObject({
    code: 'staff_not_found',
  });
  expect((await get(staffId)).memberships).toEqual([]);
});

test('names, addresses and password hashes are nowhere in clear', async () => {
  const { staffId, email } = await aPerson();
  const [row] = await world.admin<{ text: string }[]>`
    select encode(name || email || password_hash, 'escape') as text from directory.staff where staff_id = ${staffId}`;
  const ledger = await world.admin<{ text: string }[]>`
    select concat(envelope, result) as text from directory.ledger where tenant_id = ${platformTenant}`;
  const stored = [row?.text ?? '', ...ledger.map(({ text }) => text)].join('\n');
  for (const word of ['Sam Price', 'argon2id', email]) expect(stored).not.toContain(word);
  expect(ledger.length).toBeGreaterThan(0);
});

describe('the people of the platform are closed to', () => {
  const staffId = newId();
  const ask = (client: Client, person: Person): Record<string, () => Promise<unknown>> => ({
    createStaff: () =>
      client.command(
        contract.createStaff,
        { staffId, name: 'Eve', email: 'eve@example.com', passwordHash: hash },
        person,
      ),
    setPassword: () => client.command(contract.setPassword, { staffId, passwordHash: hash }, person),
    setMembership: () => client.command(contract.setMembership, { staffId, tenantId: newId(), role: 'owner' }, person),
    findStaff: () => client.query(contract.findStaff, { email: 'eve@example.com' }, person),
    getStaff: () => client.query(contract.getStaff, { staffId }, person),
    findLink: () => client.query(contract.findLink, { tokenHash: '0'.repeat(64) }, person),
  });
  const tenant = newId();
  const strangers: [who: string, sender: string, person: Person][] = [
    ["a tenant's owner", 'gateway', asStaff(tenant)],
    ['an owner in the name of the platform', 'gateway', asStaff(platformTenant)],
    ['a customer in the name of the platform', 'gateway', asCustomer(platformTenant, newId())],
    ['the gateway in the name of a tenant', 'gateway', asService(tenant, 'gateway')],
    ['another service', 'notifications', asService(platformTenant, 'notifications')],
    ['another service that says it is the gateway', 'payments', asService(platformTenant, 'gateway')],
  ];
  test.each(strangers)('%s', async (_who, sender, person) => {
    const client = await world.platform.speakAs(sender);
    for (const [name, told] of Object.entries(ask(client, person)))
      await expect(told(), name).rejects.toMatchObject({ kind: 'denied' });
  });
});
