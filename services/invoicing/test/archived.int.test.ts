import { directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, anInvoice, aTenant, issue, openWorld, pay, read, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const refused = { kind: 'rejected', code: 'customer_archived' };
const isArchived = (customerId: string, archived: boolean) =>
  until('the copy', async () => {
    const [row] = await world.admin`select archived from invoicing.customers where customer_id = ${customerId}`;
    return row?.archived === archived;
  });
async function archive(tenant: string, customerId: string) {
  await world.client.command(directory.archiveCustomer, { customerId }, asStaff(tenant));
  await isArchived(customerId, true);
}

test('nothing new is billed to an archived customer; what is open is paid as before', async () => {
  const owed = await anInvoice(world);
  const { tenant, customerId } = owed;
  const draft = await aDraft(world, tenant, customerId);
  await archive(tenant, customerId);
  await expect(aDraft(world, tenant, customerId)).rejects.toMatchObject(refused);
  await expect(issue(world, tenant, draft)).rejects.toMatchObject(refused);
  await pay(world, owed);
  expect(await read(world, owed)).toMatchObject({ status: 'paid' });

  await world.client.command(directory.restoreCustomer, { customerId }, asStaff(tenant));
  await isArchived(customerId, false);
  // No number was used up by what was refused.
  expect(await issue(world, tenant, draft)).toMatchObject({ number: 'NW-0002' });
});

test('a customer who was archived before invoicing heard of them is not billed either', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  await archive(tenant, customerId);
  await world.admin`delete from invoicing.customers where customer_id = ${customerId}`;
  await expect(aDraft(world, tenant, customerId)).rejects.toMatchObject(refused);
});

test('a change that does not speak of archiving, as those of before, leaves it', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  await archive(tenant, customerId);
  const change = { customerId, currency: 'EUR', terms_days: 5 };
  await world.settled(await world.tell(directory.customerChanged, tenant, change, newId()), 'onCustomerChanged');
  const rows = await world.admin`
    select currency, archived from invoicing.customers where customer_id = ${customerId}`;
  expect(rows).toEqual([{ currency: 'EUR', archived: true }]);
});
