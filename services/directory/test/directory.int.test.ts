import { directory as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff, type TestPlatform, testPlatform } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '../src/service.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ services: [directory] });
});
afterAll(() => platform?.stop());

const ada = { name: 'Ada Ltd', email: 'Ada@Example.com' };

async function aTenant() {
  const tenant = newId();
  const settings = {
    name: 'Northwind IT',
    timeZone: 'Europe/London',
    currency: 'GBP',
    terms_days: 14,
    taxRounding: 'line' as const,
    numberPrefix: 'NW-',
  };
  await platform.client.command(contract.createTenant, settings, asService(tenant, 'gateway'));
  return tenant;
}

test('a customer is created, read back and found by mail however it is written', async () => {
  const tenant = await aTenant();
  const customerId = newId();
  await platform.client.command(contract.createCustomer, { customerId, ...ada, terms_days: 30 }, asStaff(tenant));
  const read = await platform.client.query(contract.getCustomer, { customerId }, asStaff(tenant, 'readOnly'));
  expect(read).toMatchObject({ customerId, ...ada, terms_days: 30, contacts: [] });
  const found = await platform.client.query(
    contract.findCustomerByEmail,
    { email: 'ada@example.com' },
    asStaff(tenant),
  );
  expect(found.customerIds).toEqual([customerId]);
});

test("another tenant's customer is not found", async () => {
  const [mine, theirs] = [await aTenant(), await aTenant()];
  const customerId = newId();
  await platform.client.command(contract.createCustomer, { customerId, ...ada }, asStaff(theirs));
  await expect(platform.client.query(contract.getCustomer, { customerId }, asStaff(mine))).rejects.toMatchObject({
    kind: 'notFound',
  });
  await expect(
    platform.client.command(
      contract.addContact,
      { contactId: newId(), customerId, name: 'X', email: 'x@y.zz', role: 'member' },
      asStaff(mine),
    ),
  ).rejects.toMatchObject({ kind: 'notFound' });
});

test('a customer sees themselves and nobody else', async () => {
  const tenant = await aTenant();
  const [me, other] = [newId(), newId()];
  for (const customerId of [me, other])
    await platform.client.command(contract.createCustomer, { customerId, ...ada }, asStaff(tenant));
  expect(await platform.client.query(contract.getCustomer, { customerId: me }, asCustomer(tenant, me))).toMatchObject(
    ada,
  );
  await expect(
    platform.client.query(contract.getCustomer, { customerId: other }, asCustomer(tenant, me)),
  ).rejects.toMatchObject({ kind: 'notFound' });
});

test('the same key and input give the first answer, other input a conflict', async () => {
  const tenant = await aTenant();
  const staff = asStaff(tenant);
  const input = { customerId: newId(), ...ada };
  const first = await platform.client.send(contract.createCustomer, input, { ...staff, key: 'k1' });
  const again = await platform.client.send(contract.createCustomer, input, { ...staff, key: 'k1' });
  expect(first).toEqual({ status: 'done', result: { customerId: input.customerId } });
  expect(again).toEqual({ ...first, replayed: true });
  const other = await platform.client.send(contract.createCustomer, { ...input, name: 'Eve' }, { ...staff, key: 'k1' });
  expect(other).toMatchObject({ status: 'rejected', fault: { kind: 'conflict', code: 'key_reused' } });
});

test('an unknown currency is refused with its path', async () => {
  const tenant = await aTenant();
  const outcome = await platform.client.send(
    contract.createCustomer,
    { customerId: newId(), ...ada, currency: 'XXQ' },
    asStaff(tenant),
  );
  expect(outcome).toMatchObject({
    status: 'rejected',
    fault: { kind: 'invalid', errors: [{ path: 'currency', code: 'unknown_currency' }] },
  });
});
