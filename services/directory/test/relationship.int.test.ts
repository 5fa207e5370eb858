import { directory as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { aContact, aCustomer, aTenant, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Change = Omit<z.input<typeof contract.updateCustomer.input>, 'name' | 'email'>;
const update = (tenant: string, change: Change) =>
  world.client.command(
    contract.updateCustomer,
    { name: 'Ada Ltd', email: 'ada@example.com', ...change },
    asStaff(tenant),
  );
const read = (tenant: string, customerId: string) =>
  world.client.query(contract.getCustomer, { customerId }, asStaff(tenant, 'readOnly'));
const kept = (tenant: string, customerId: string) =>
  world.client.query(contract.getCustomerNotes, { customerId }, asStaff(tenant, 'readOnly'));
const tagged = (tenant: string, customerId: string, add: string[], remove: string[] = []) =>
  world.client.command(contract.tagCustomer, { customerId, add, remove }, asStaff(tenant, 'support'));
const list = (tenant: string, asked: z.input<typeof contract.listCustomers.input>) =>
  world.client.query(contract.listCustomers, asked, asStaff(tenant));

test('phone, numbers and notes are read back, stay when left out, go when null, and stand nowhere in clear', async () => {
  const tenant = await aTenant(world);
  const personal = { phone: '+44 20 7946 0000', taxNumber: 'GB999999973', poNumber: 'PO-778' };
  const customerId = await aCustomer(world, tenant, { ...personal, notes: 'Pays late in August.', tags: ['msp'] });
  await update(tenant, { customerId });
  expect(await read(tenant, customerId)).toMatchObject({ ...personal, erased: false, revision: 2 });
  expect(await kept(tenant, customerId)).toEqual({ tags: ['msp'], notes: 'Pays late in August.' });
  const [row] = await world.admin`select * from directory.customers where customer_id = ${customerId}`;
  expect(JSON.stringify(row)).not.toMatch(/7946|GB9999|PO-778|August/);
  await update(tenant, { customerId, phone: null, notes: null, tags: [] });
  expect(await read(tenant, customerId)).toMatchObject({ phone: null, taxNumber: 'GB999999973' });
  expect(await kept(tenant, customerId)).toEqual({ tags: [], notes: null });
});

test('notes and tags are the staff’s: a customer who reads themselves sees neither', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant, { notes: 'Difficult.', tags: ['difficult'] });
  const self = asCustomer(tenant, customerId);
  await expect(world.client.query(contract.getCustomerNotes, { customerId }, self)).rejects.toMatchObject({
    kind: 'denied',
  });
  expect(JSON.stringify(await world.client.query(contract.getCustomer, { customerId }, self))).not.toMatch(
    /difficult/i,
  );
});

test('two who change one customer at once do not undo each other: the second is told', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const { revision } = await read(tenant, customerId);
  const both = await Promise.allSettled([
    update(tenant, { customerId, revision, phone: 'one' }),
    update(tenant, { customerId, revision, phone: 'two' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { kind: 'conflict', code: 'customer_changed' },
  });
  expect(await read(tenant, customerId)).toMatchObject({ revision: revision + 1 });
});

test('tags are compared without case and spaces, are each there once, and two who add at once both have their way', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  await Promise.all([tagged(tenant, customerId, ['  Key   Account ']), tagged(tenant, customerId, ['MSP', 'msp'])]);
  expect(await kept(tenant, customerId)).toMatchObject({ tags: ['key account', 'msp'] });
  expect(await tagged(tenant, customerId, [], ['KEY ACCOUNT'])).toEqual({ tags: ['msp'] });
});

test.each([['x'.repeat(10_000)], [''], ['   '], ['a,b'], ['a;b'], ['a\u202eb'], ['a\u0000b']])(
  'what is no tag is refused, however it is sent: %#',
  async (tag) => {
    const tenant = await aTenant(world);
    const customerId = await aCustomer(world, tenant);
    for (const attempt of [() => tagged(tenant, customerId, [tag]), () => update(tenant, { customerId, tags: [tag] })])
      await expect(attempt()).rejects.toMatchObject({ kind: 'invalid' });
  },
);

test('a customer has twenty tags at most, however they come', async () => {
  const tenant = await aTenant(world);
  const many = Array.from({ length: 20 }, (_, i) => `t${i}`);
  const customerId = await aCustomer(world, tenant, { tags: many });
  await expect(tagged(tenant, customerId, ['more'])).rejects.toMatchObject({ code: 'too_many_tags' });
  await expect(update(tenant, { customerId, tags: [...many, 'more'] })).rejects.toMatchObject({ kind: 'invalid' });
  expect((await kept(tenant, customerId)).tags).toHaveLength(20);
});

test('lists are picked by tag and by who is archived, with and without a search, page by page', async () => {
  const tenant = await aTenant(world);
  const made: Record<string, string> = {};
  for (const name of ['one', 'two', 'three'])
    made[name] = await aCustomer(world, tenant, { name, tags: name === 'two' ? ['b'] : ['a', 'b'] });
  await world.client.command(contract.archiveCustomer, { customerId: made.three ?? '' }, asStaff(tenant));
  for (const search of [undefined, 'ada@']) {
    const named = async (asked: z.input<typeof contract.listCustomers.input>) =>
      (await list(tenant, { ...asked, ...(search && { search }) })).customers.map(({ name }) => name);
    expect(await named({ tag: 'A' })).toEqual(['three', 'one']);
    expect(await named({ tag: 'a', archived: false })).toEqual(['one']);
    expect(await named({ archived: true })).toEqual(['three']);
    expect(await named({ archived: false, limit: 1 })).toEqual(['two']);
    expect(await named({})).toEqual(['three', 'two', 'one']);
  }
  expect(await list(tenant, {})).toMatchObject({
    ...{ count: 3, archivedCount: 1 },
    tags: [
      { tag: 'b', count: 3 },
      { tag: 'a', count: 2 },
    ],
  });
});

test('nobody tags a customer of another tenant, nor finds them by a tag', async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  const customerId = await aCustomer(world, theirs, { tags: ['vip'] });
  await expect(tagged(mine, customerId, ['x'])).rejects.toMatchObject({ kind: 'notFound' });
  await expect(kept(mine, customerId)).rejects.toMatchObject({ kind: 'notFound' });
  expect(await list(mine, { tag: 'vip' })).toMatchObject({ customers: [], tags: [] });
});

test('a contact is changed and removed by their customer’s id alone; another customer’s is not found', async () => {
  const tenant = await aTenant(world);
  const [ada, bob] = [await aCustomer(world, tenant), await aCustomer(world, tenant, { name: 'Bob' })];
  const contactId = await aContact(world, tenant, ada, 'bea@example.com');
  const staff = asStaff(tenant, 'support');
  const change = { contactId, name: 'Béa', email: 'bea@new.example', role: 'member' as const };
  const notFound = { kind: 'notFound', code: 'contact_not_found' };
  const elsewhere = asStaff(await aTenant(world));
  for (const [customerId, who] of [
    [bob, staff],
    [ada, elsewhere],
  ] as const) {
    await expect(world.client.command(contract.updateContact, { ...change, customerId }, who)).rejects.toMatchObject(
      notFound,
    );
    await expect(world.client.command(contract.removeContact, { contactId, customerId }, who)).rejects.toMatchObject(
      notFound,
    );
  }
  await world.client.command(contract.updateContact, { ...change, customerId: ada }, staff);
  expect((await read(tenant, ada)).contacts).toEqual([
    { contactId, ...{ name: 'Béa', email: 'bea@new.example' }, role: 'member' },
  ]);
  await world.client.command(contract.removeContact, { contactId, customerId: ada }, staff);
  expect((await read(tenant, ada)).contacts).toEqual([]);
});

test('who is removed from a customer has no way in any more', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const contactId = await aContact(world, tenant, customerId, 'bea@example.com');
  const linkId = newId();
  const link = { kind: 'signIn' as const, linkId, tokenHash: 'c'.repeat(64), customerId, contactId };
  await world.notifications.command(
    contract.createLink,
    { ...link, browserHash: 'd'.repeat(64) },
    { tenant, actor: { kind: 'service', name: 'notifications' } },
  );
  await world.client.command(contract.removeContact, { contactId, customerId }, asStaff(tenant));
  const asked = { tenant, actor: { kind: 'service' as const, name: 'gateway' } };
  expect(await world.client.query(contract.getLink, { linkId }, asked)).toMatchObject({ state: 'revoked' });
});

test('who signed in by an address that is not theirs any more is out; who has the same one, however written, stays', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant, { email: 'ada@example.com' });
  const contactId = await aContact(world, tenant, customerId, 'bea@example.com');
  const signedIn = async (contact: string | null) => {
    const linkId = newId();
    const hashes = { tokenHash: `${linkId}${linkId}`.replaceAll('-', ''), browserHash: 'd'.repeat(64) };
    const link = { kind: 'signIn' as const, linkId, customerId, contactId: contact, ...hashes };
    await world.notifications.command(contract.createLink, link, asService(tenant, 'notifications'));
    return linkId;
  };
  const stateOf = async (linkId: string) =>
    (await world.client.query(contract.getLink, { linkId }, asService(tenant, 'gateway'))).state;
  const [ada, bea] = [await signedIn(null), await signedIn(contactId)];
  const states = async () => [await stateOf(ada), await stateOf(bea)];
  const staff = asStaff(tenant);
  const change = (email: string) =>
    world.client.command(contract.updateCustomer, { customerId, name: 'Ada', email }, staff);
  const changeContact = (email: string) =>
    world.client.command(
      contract.updateContact,
      { ...{ contactId, customerId, email }, name: 'Bea', role: 'billing' },
      staff,
    );
  await change('ADA@example.com');
  await changeContact('Bea@Example.com');
  expect(await states()).toEqual(['open', 'open']);
  await changeContact('cleo@example.com');
  expect(await states()).toEqual(['open', 'revoked']);
  await change('new@example.com');
  expect(await states()).toEqual(['revoked', 'revoked']);
});

test('markup in names is text like any other', async () => {
  const tenant = await aTenant(world);
  const name = `<script>alert(1)</script> & "Söhne"`;
  const customerId = await aCustomer(world, tenant, { name });
  expect(await read(tenant, customerId)).toMatchObject({ name });
  expect((await list(tenant, { search: '<script>' })).customers).toMatchObject([{ name }]);
});
