import { directory as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, aTenant, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const archive = (tenant: string, customerId: string) =>
  world.client.command(contract.archiveCustomer, { customerId }, asStaff(tenant, 'support'));
const restore = (tenant: string, customerId: string) =>
  world.client.command(contract.restoreCustomer, { customerId }, asStaff(tenant, 'support'));
const read = (tenant: string, customerId: string) =>
  world.client.query(contract.getCustomer, { customerId }, asStaff(tenant, 'readOnly'));
async function said(tenant: string): Promise<unknown[]> {
  const rows = await world.admin<{ envelope: string }[]>`
    select envelope from directory.outbox where tenant_id = ${tenant} and name = 'directory.customerChanged' order by seq`;
  return rows.map(({ envelope }) => JSON.parse(envelope).payload);
}

test('an archived customer is told of once, with what bills start with, and comes back the same way', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant, { currency: 'EUR', terms_days: 7 });
  expect(await read(tenant, customerId)).toMatchObject({ archived: false });
  for (const _ of [1, 2]) await archive(tenant, customerId);
  expect(await read(tenant, customerId)).toMatchObject({ archived: true, currency: 'EUR' });
  const { customers } = await world.client.query(contract.listCustomers, { search: 'ada' }, asStaff(tenant));
  expect(customers).toMatchObject([{ customerId, archived: true }]);
  for (const _ of [1, 2]) await restore(tenant, customerId);
  expect(await read(tenant, customerId)).toMatchObject({ archived: false });
  const facts = { customerId, currency: 'EUR', terms_days: 7 };
  expect(await said(tenant)).toEqual([
    { ...facts, archived: true },
    { ...facts, archived: false },
  ]);
});

test('a change of an archived customer leaves them archived, and says so', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  await archive(tenant, customerId);
  const change = { customerId, name: 'Ada & Co', email: 'ada@example.com' };
  await world.client.command(contract.updateCustomer, change, asStaff(tenant));
  expect(await read(tenant, customerId)).toMatchObject({ name: 'Ada & Co', archived: true });
  expect((await said(tenant)).at(-1)).toMatchObject({ archived: true });
});

test('nobody archives a customer of another tenant, and no customer themselves', async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  const customerId = await aCustomer(world, theirs);
  const notFound = { kind: 'notFound', code: 'customer_not_found' };
  await expect(archive(mine, customerId)).rejects.toMatchObject(notFound);
  await expect(restore(mine, customerId)).rejects.toMatchObject(notFound);
  await expect(archive(theirs, newId())).rejects.toMatchObject(notFound);
  for (const person of [asCustomer(theirs, customerId), asStaff(theirs, 'readOnly'), asService(theirs, 'gateway')])
    await expect(world.client.command(contract.archiveCustomer, { customerId }, person)).rejects.toMatchObject({
      kind: 'denied',
    });
  expect(await read(theirs, customerId)).toMatchObject({ archived: false });
});

test('a language is a customer’s own or the tenant’s, and stays when a change leaves it out', async () => {
  const tenant = await aTenant(world);
  const staff = asStaff(tenant);
  expect(await world.client.query(contract.getTenant, {}, staff)).toMatchObject({ language: 'en-GB' });
  await world.client.command(contract.updateTenant, { language: 'de-DE' }, staff);
  expect(await world.client.query(contract.getTenant, {}, staff)).toMatchObject({ language: 'de-DE', company: null });
  const customerId = await aCustomer(world, tenant, { language: 'el-GR' });
  const change = { customerId, name: 'Ada', email: 'ada@example.com' };
  await world.client.command(contract.updateCustomer, change, staff);
  expect(await read(tenant, customerId)).toMatchObject({ language: 'el-GR' });
  await world.client.command(contract.updateCustomer, { ...change, language: null }, staff);
  expect(await read(tenant, customerId)).toMatchObject({ language: null });
  await expect(
    world.client.command(contract.updateCustomer, { ...change, language: 'tlh' as 'en-GB' }, staff),
  ).rejects.toMatchObject({ kind: 'invalid' });
});
