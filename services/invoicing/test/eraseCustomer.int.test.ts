import { invoicing as contract, directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, anInvoice, aTenant, openWorld, pay, read, readDocument, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const archive = (tenant: string, customerId: string) =>
  world.client.command(directory.archiveCustomer, { customerId }, asStaff(tenant));
const erase = (tenant: string, customerId: string, who = asStaff(tenant, 'admin')) =>
  world.client.command(directory.eraseCustomer, { customerId }, who);
const known = (tenant: string, customerId: string) =>
  world.client.query(directory.getCustomer, { customerId }, asStaff(tenant));

test('who was erased is gone from every service that knew them; the figures stay', async () => {
  const owed = await anInvoice(world);
  const { tenant, customerId, invoiceId } = owed;
  const staff = asStaff(tenant);
  const contact = { contactId: newId(), customerId, name: 'Bea', email: 'bea@ada.example', role: 'billing' as const };
  await world.client.command(directory.addContact, contact, staff);
  await pay(world, owed);
  await archive(tenant, customerId);
  await erase(tenant, customerId);
  expect(await known(tenant, customerId)).toMatchObject({
    ...{ erased: true, archived: true, name: 'Erased', email: '', contacts: [] },
  });
  expect(await world.client.query(directory.listCustomers, {}, staff)).toMatchObject({
    customers: [{ customerId, name: 'Erased', email: '' }],
  });
  const found = await world.client.query(directory.findCustomerByEmail, { email: 'ada@example.com' }, staff);
  expect(found.customerIds).toEqual([]);
  await until('invoicing to forget', async () => {
    const rows = await world.admin`
      select 1 from invoicing.data_keys where subject = ${customerId} and destroyed_at is null`;
    return rows.length === 0;
  });
  for (const schema of ['directory', 'invoicing']) {
    const keys = await world.admin`select wrapped from ${world.admin(schema)}.data_keys where subject = ${customerId}`;
    expect(keys.length).toBeGreaterThan(0);
    for (const { wrapped } of keys) expect(wrapped).toHaveLength(0);
  }
  await expect(readDocument(world, tenant, invoiceId)).rejects.toMatchObject({ code: 'erased' });
  expect(await read(world, owed)).toMatchObject({ number: 'NW-0001', status: 'paid', paid: 120_00 });

  // Again does nothing; and nothing brings them back.
  await erase(tenant, customerId);
  const change = { customerId, name: 'Ada again', email: 'ada@example.com' };
  await expect(world.client.command(directory.updateCustomer, change, staff)).rejects.toMatchObject({ code: 'erased' });
  await expect(world.client.command(directory.restoreCustomer, { customerId }, staff)).rejects.toMatchObject({
    code: 'erased',
  });
  const said = await world.admin`
    select 1 from directory.outbox where tenant_id = ${tenant} and name = 'directory.customerErased'`;
  expect(said).toHaveLength(1);
});

test('nobody is erased who owes money, or to whom more may be billed', async () => {
  const owed = await anInvoice(world);
  const { tenant, customerId } = owed;
  await expect(erase(tenant, customerId)).rejects.toMatchObject({ code: 'customer_not_archived' });
  await archive(tenant, customerId);
  await expect(erase(tenant, customerId)).rejects.toMatchObject({ code: 'money_open' });
  expect(await known(tenant, customerId)).toMatchObject({ erased: false, name: 'Ada Ltd' });
  await world.client.command(contract.voidInvoice, { invoiceId: owed.invoiceId, reason: 'wrong' }, asStaff(tenant));
  await erase(tenant, customerId);
  expect(await known(tenant, customerId)).toMatchObject({ erased: true });
});

test('only an owner or administrator of the tenant erases or takes out a customer’s data', async () => {
  const [tenant, elsewhere] = [await aTenant(world), await aTenant(world)];
  const customerId = await aCustomer(world, tenant);
  await archive(tenant, customerId);
  for (const who of [asStaff(tenant, 'support'), asStaff(tenant, 'accountant'), asCustomer(tenant, customerId)]) {
    await expect(erase(tenant, customerId, who)).rejects.toMatchObject({ kind: 'denied' });
    const taken = world.client.query(directory.exportCustomerData, { customerId }, who);
    await expect(taken).rejects.toMatchObject({ kind: 'denied' });
  }
  await expect(erase(elsewhere, customerId)).rejects.toMatchObject({ kind: 'notFound' });
  const taken = world.client.query(directory.exportCustomerData, { customerId }, asStaff(elsewhere));
  await expect(taken).rejects.toMatchObject({ kind: 'notFound' });
  const own = await world.client.query(directory.exportCustomerData, { customerId }, asStaff(tenant));
  expect(own).toMatchObject({ name: 'Ada Ltd', email: 'ada@example.com', archived: true, notes: null, links: [] });
});
