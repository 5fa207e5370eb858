import { directory as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { aCustomer, aTenant, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Asked = z.input<typeof contract.listCustomers.input>;
const list = (tenant: string, asked: Asked = {}) =>
  world.client.query(contract.listCustomers, asked, asStaff(tenant, 'readOnly'));
const names = async (tenant: string, asked: Asked = {}) =>
  (await list(tenant, asked)).customers.map(({ name }) => name);
const update = (tenant: string, customerId: string, name: string, email = 'ada@example.com') =>
  world.client.command(contract.updateCustomer, { customerId, name, email }, asStaff(tenant));

/** All pages, one after the other. */
async function pages(tenant: string, asked: Asked): Promise<string[][]> {
  const found: string[][] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await list(tenant, { ...asked, ...(after !== undefined && { after }) });
    found.push(page.customers.map(({ name }) => name));
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  return found;
}

test('a change replaces all of a customer and says so without personal data', async () => {
  const tenant = await aTenant(world);
  const address = { line1: '1 High Street', city: 'Leeds', country: 'GB' };
  const customerId = await aCustomer(world, tenant, { address, currency: 'EUR', terms_days: 30 });
  await world.client.command(
    contract.updateCustomer,
    { customerId, name: 'Lovelace Ltd', email: 'new@example.com', currency: 'USD' },
    asStaff(tenant, 'support'),
  );
  const read = await world.client.query(contract.getCustomer, { customerId }, asStaff(tenant));
  expect(read).toMatchObject({
    ...{ name: 'Lovelace Ltd', email: 'new@example.com', address: null, currency: 'USD', terms_days: null },
  });
  const find = (email: string) => world.client.query(contract.findCustomerByEmail, { email }, asStaff(tenant));
  expect((await find('new@example.com')).customerIds).toEqual([customerId]);
  expect((await find('ada@example.com')).customerIds).toEqual([]);
  const said = await world.admin<{ envelope: string }[]>`
    select envelope from directory.outbox where tenant_id = ${tenant} and name = 'directory.customerChanged'`;
  expect(said.map(({ envelope }) => JSON.parse(envelope).payload)).toEqual([
    { customerId, currency: 'USD', terms_days: null, archived: false },
  ]);
});

test('nobody else changes a customer', async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  const customerId = await aCustomer(world, theirs);
  await expect(update(mine, customerId, 'Mine now')).rejects.toMatchObject({ kind: 'notFound' });
  const input = { customerId, name: 'X', email: 'x@example.com' };
  for (const person of [asCustomer(theirs, customerId), asStaff(theirs, 'readOnly'), asService(theirs, 'gateway')])
    await expect(world.client.command(contract.updateCustomer, input, person)).rejects.toMatchObject({
      kind: 'denied',
    });
  expect(await names(theirs)).toEqual(['Ada Ltd']);
});

test('pages hold every customer once, the newest first, and tell how many there are', async () => {
  const tenant = await aTenant(world);
  const made = ['one', 'two', 'three', 'four', 'five'];
  for (const name of made) await aCustomer(world, tenant, { name });
  expect((await list(tenant, { limit: 2 })).count).toBe(5);
  expect(await pages(tenant, { limit: 2 })).toEqual([['five', 'four'], ['three', 'two'], ['one']]);
  expect(await pages(tenant, { limit: 5 })).toEqual([['five', 'four', 'three', 'two', 'one']]);
});

test('customers made in one and the same moment are all on the pages', async () => {
  const tenant = await aTenant(world);
  for (let i = 0; i < 7; i += 1) await aCustomer(world, tenant, { name: `n${i}` });
  await world.admin`update directory.customers set created_at = '2026-01-01T00:00:00Z' where tenant_id = ${tenant}`;
  for (const asked of [{ limit: 3 }, { limit: 3, search: 'n' }]) {
    const all = (await pages(tenant, asked)).flat();
    expect(all).toHaveLength(7);
    expect(new Set(all).size).toBe(7);
  }
});

test('a search finds parts of names and addresses, whatever the case and the accents', async () => {
  const tenant = await aTenant(world);
  await aCustomer(world, tenant, { name: 'Société Générale', email: 'billing@sg.example' });
  await aCustomer(world, tenant, { name: 'Ørsted A/S', email: 'Finance@Orsted.example' });
  await aCustomer(world, tenant, { name: '100% Cotton_Co', email: 'c@cotton.example' });
  expect(await names(tenant, { search: 'GENERALE' })).toEqual(['Société Générale']);
  expect(await names(tenant, { search: 'générale' })).toEqual(['Société Générale']);
  expect(await names(tenant, { search: 'orsted' })).toEqual(['Ørsted A/S']);
  expect(await names(tenant, { search: 'finance@' })).toEqual(['Ørsted A/S']);
  expect(await names(tenant, { search: '%' })).toEqual(['100% Cotton_Co']);
  expect(await names(tenant, { search: 'example' })).toEqual(['100% Cotton_Co', 'Ørsted A/S', 'Société Générale']);
  expect(await pages(tenant, { search: 'example', limit: 2 })).toEqual([
    ['100% Cotton_Co', 'Ørsted A/S'],
    ['Société Générale'],
  ]);
  expect(await names(tenant, { search: 'nobody' })).toEqual([]);
});

test('a search knows of every change at once', async () => {
  const tenant = await aTenant(world);
  const [one, two] = [await aCustomer(world, tenant, { name: 'one' }), await aCustomer(world, tenant, { name: 'two' })];
  expect(await names(tenant, { search: 'o' })).toEqual(['two', 'one']);
  await update(tenant, one, 'oak');
  expect(await names(tenant, { search: 'oak' })).toEqual(['oak']);
  await update(tenant, two, 'elm');
  await update(tenant, two, 'yew');
  expect(await names(tenant, { search: 'e', limit: 1 })).toEqual(['yew']);
  expect(await names(tenant, { search: 'elm' })).toEqual([]);
  await aCustomer(world, tenant, { name: 'ash' });
  expect(await names(tenant, { search: 'ash' })).toEqual(['ash']);
});

test('many who search at once all find the same', async () => {
  const tenant = await aTenant(world);
  for (let i = 0; i < 30; i += 1) await aCustomer(world, tenant, { name: `Customer ${i}` });
  const found = await Promise.all(Array.from({ length: 12 }, () => names(tenant, { search: 'customer', limit: 100 })));
  for (const each of found) expect(each).toHaveLength(30);
});

test("neither a search nor an id nor a cursor shows another tenant's customer", async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  // As many of each, so that nothing but the tenant tells one list from the other.
  for (const name of ['Mine', 'Mine']) await aCustomer(world, mine, { name });
  const customerId = await aCustomer(world, theirs, { name: 'Theirs' });
  await aCustomer(world, theirs, { name: 'Theirs' });
  expect(await names(theirs, { search: 'r' })).toEqual(['Theirs', 'Theirs']);
  const { next } = await list(theirs, { limit: 1 });
  expect(next).not.toBeNull();
  const told = [
    await list(mine, { search: 'theirs' }),
    await list(mine, { ids: [customerId] }),
    await list(mine, { search: 'r', ids: [customerId] }),
    await list(mine, { after: next ?? '' }),
  ];
  for (const { customers, count } of told) {
    expect(customers.map(({ name }) => name)).not.toContain('Theirs');
    expect(count).toBe(2);
  }
  const customer = asCustomer(theirs, customerId);
  await expect(world.client.query(contract.listCustomers, {}, customer)).rejects.toMatchObject({ kind: 'denied' });
});

test('ids give those customers and no other', async () => {
  const tenant = await aTenant(world);
  const [one] = [await aCustomer(world, tenant, { name: 'one' }), await aCustomer(world, tenant, { name: 'two' })];
  expect(await names(tenant, { ids: [one, newId()] })).toEqual(['one']);
  expect(await names(tenant, { ids: [one], search: 'o' })).toEqual(['one']);
  expect(await names(tenant, { ids: [] })).toEqual([]);
});

test.each(['', 'x', '.', `1.${newId()}.2`, `99999999999999.${newId()}`, `-1.${newId()}`, "1.' or true --", newId()])(
  'a cursor that is not ours is refused: %s',
  async (after) => {
    const tenant = await aTenant(world);
    for (const search of [undefined, 'a'])
      await expect(list(tenant, { after, ...(search && { search }) })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'invalid_cursor',
      });
  },
);

test('an erased customer has no name left, and the others are listed and found as before', async () => {
  const tenant = await aTenant(world);
  const gone = await aCustomer(world, tenant, { name: 'Gone Ltd' });
  await aCustomer(world, tenant, { name: 'Going strong' });
  await world.admin`update directory.data_keys set wrapped = ''::bytea, destroyed_at = '2026-01-01T00:00:00Z'
    where tenant_id = ${tenant} and subject = ${gone}`;
  // Keys are read again after a minute of machine time.
  world.pass(61_000);
  expect(await names(tenant)).toEqual(['Going strong', 'Erased']);
  expect(await names(tenant, { search: 'go' })).toEqual(['Going strong']);
});
