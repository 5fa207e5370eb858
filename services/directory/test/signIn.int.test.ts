import { directory as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aContact, aCustomer, aTenant, openWorld, sha256, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const minute_ms = 60_000;
const day_ms = 86_400_000;
const browser = sha256('the browser that asked');

const ask = (tenant: string, email = 'ada@example.com', browserHash = browser) =>
  world.client.send(contract.requestSignIn, { email, browserHash }, asService(tenant, 'gateway'));
const renew = (tenant: string, tokenHash: string, browserHash = browser) =>
  world.client.send(contract.renewLink, { tokenHash, browserHash }, asService(tenant, 'gateway'));

async function aLink(tenant: string, customerId: string, to: { invoiceId: string } | { contactId: string | null }) {
  const made = { linkId: newId(), tokenHash: sha256(newId()), customerId };
  const input =
    'invoiceId' in to
      ? { kind: 'invoice' as const, ...made, ...to }
      : { kind: 'signIn' as const, ...made, ...to, browserHash: browser };
  await world.notifications.command(contract.createLink, input, asService(tenant, 'notifications'));
  return made.tokenHash;
}
const open = (tenant: string, tokenHash: string) =>
  world.client.command(contract.openLink, { tokenHash, browserHash: browser }, asService(tenant, 'gateway'));

test('who is known is sent a link, however the address is written; the answer is the same for who is not', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const known = await ask(tenant, 'ADA@example.com');
  const unknown = await ask(tenant, 'nobody@example.com');
  expect(known).toEqual({ status: 'done', result: {} });
  expect(unknown).toEqual(known);
  const [mail, ...more] = await world.mailed(tenant);
  expect(mail).toMatchObject({
    name: 'notifications.sendSignInLink',
    ...{ customerId, contactId: null, browserHash: browser },
  });
  expect(more).toEqual([]);
});

test('a contact is sent a link of their own, and a customer whose contact has the same address only one', async () => {
  const tenant = await aTenant(world);
  const [one, two] = [await aCustomer(world, tenant), await aCustomer(world, tenant, { email: 'two@example.com' })];
  await aContact(world, tenant, one, 'ada@example.com');
  const contactId = await aContact(world, tenant, two, 'Ada@Example.com');
  await ask(tenant);
  const mails = await world.mailed(tenant);
  expect(mails.map((mail) => [mail.customerId, mail.contactId]).sort()).toEqual(
    [
      [one, null],
      [two, contactId],
    ].sort(),
  );
});

test('an address of many customers is sent five links', async () => {
  const tenant = await aTenant(world);
  for (let i = 0; i < 7; i += 1) await aCustomer(world, tenant);
  await ask(tenant);
  const mails = await world.mailed(tenant);
  expect(new Set(mails.map(({ customerId }) => customerId)).size).toBe(5);
  expect(mails).toHaveLength(5);
});

test("another tenant's customer is sent nothing", async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  await aCustomer(world, theirs);
  await ask(mine);
  expect([...(await world.mailed(mine)), ...(await world.mailed(theirs))]).toEqual([]);
});

test('an address is mailed once a minute, also when twenty ask at once, and nobody is told', async () => {
  const tenant = await aTenant(world);
  await aCustomer(world, tenant);
  const told = await Promise.all(Array.from({ length: 20 }, () => ask(tenant)));
  for (const outcome of told) expect(outcome).toEqual({ status: 'done', result: {} });
  expect(await world.mailed(tenant)).toHaveLength(1);
  world.pass(minute_ms - 1);
  await ask(tenant, 'Ada@Example.com');
  expect(await world.mailed(tenant)).toHaveLength(1);
  world.pass(1);
  await ask(tenant);
  expect(await world.mailed(tenant)).toHaveLength(2);
});

test('an address is mailed ten times in any hour', async () => {
  const tenant = await aTenant(world);
  await aCustomer(world, tenant);
  // Ten within half an hour, and then one a minute till the hour is over.
  for (let i = 0; i < 10; i += 1) {
    await ask(tenant);
    world.pass(3 * minute_ms);
  }
  for (let i = 0; i < 29; i += 1) {
    await ask(tenant);
    world.pass(minute_ms);
  }
  world.pass(minute_ms - 1);
  await ask(tenant);
  expect(await world.mailed(tenant)).toHaveLength(10);
  world.pass(1);
  await ask(tenant);
  expect(await world.mailed(tenant)).toHaveLength(11);
  // The next place is free when the second mail is an hour old.
  world.pass(minute_ms);
  await ask(tenant);
  expect(await world.mailed(tenant)).toHaveLength(11);
});

test('addresses that nobody has leave no trace for longer than the limit needs', async () => {
  const tenant = await aTenant(world);
  for (let i = 0; i < 15; i += 1) await ask(tenant, `nobody${i}@example.com`);
  const held = async () => (await world.admin`select from directory.link_mails where tenant_id = ${tenant}`).count;
  expect(await held()).toBe(15);
  world.pass(61 * minute_ms);
  await ask(tenant, 'other@example.com');
  expect(await held()).toBe(1);
});

test('an invoice link that ran out is mailed anew for its invoice; one that opens is not', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const invoiceId = newId();
  const tokenHash = await aLink(tenant, customerId, { invoiceId });
  await renew(tenant, tokenHash);
  expect(await world.mailed(tenant)).toEqual([]);
  world.pass(400 * day_ms);
  expect(await renew(tenant, tokenHash)).toEqual({ status: 'done', result: {} });
  const mails = await world.mailed(tenant);
  expect(mails).toMatchObject([{ name: 'notifications.sendInvoiceLink', customerId, invoiceId }]);
});

test('a spent sign-in link is mailed anew to whom it was for, for the browser that asks', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const contactId = await aContact(world, tenant, customerId, 'bea@example.com');
  const tokenHash = await aLink(tenant, customerId, { contactId });
  await open(tenant, tokenHash);
  const asking = sha256('a phone');
  await renew(tenant, tokenHash, asking);
  expect(await world.mailed(tenant)).toMatchObject([
    { name: 'notifications.sendSignInLink', customerId, contactId, browserHash: asking },
  ]);
});

test('a sign-in link opened in the wrong browser is mailed anew; in the right one it still works', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const tokenHash = await aLink(tenant, customerId, { contactId: null });
  await renew(tenant, tokenHash);
  expect(await world.mailed(tenant)).toEqual([]);
  await renew(tenant, tokenHash, sha256('a phone'));
  expect(await world.mailed(tenant)).toHaveLength(1);
  await open(tenant, tokenHash);
});

test('what staff withdrew is never renewed, also when it had run out before', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const invoiceId = newId();
  const old = await aLink(tenant, customerId, { invoiceId });
  world.pass(400 * day_ms);
  const fresh = await aLink(tenant, customerId, { invoiceId });
  await world.client.command(contract.revokeLinks, { invoiceId }, asStaff(tenant));
  for (const token of [old, fresh]) expect(await renew(tenant, token)).toEqual({ status: 'done', result: {} });
  expect(await world.mailed(tenant)).toEqual([]);
});

test('renewals and sign-ins share the limit of an address', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const tokens = [
    await aLink(tenant, customerId, { invoiceId: newId() }),
    await aLink(tenant, customerId, { invoiceId: newId() }),
  ];
  world.pass(400 * day_ms);
  await Promise.all([...tokens, ...tokens].map((token) => renew(tenant, token)));
  await ask(tenant);
  expect(await world.mailed(tenant)).toHaveLength(1);
});

test("a token that nobody made, or another tenant's, is answered alike and mails nothing", async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  const tokenHash = await aLink(theirs, await aCustomer(world, theirs), { contactId: null });
  await open(theirs, tokenHash);
  for (const token of [tokenHash, sha256('no token')])
    expect(await renew(mine, token)).toEqual({ status: 'done', result: {} });
  expect([...(await world.mailed(mine)), ...(await world.mailed(theirs))]).toEqual([]);
});

test('only the gateway asks for links, and for no person by name', async () => {
  const tenant = await aTenant(world);
  const input = { email: 'ada@example.com', browserHash: browser };
  for (const person of [asStaff(tenant), asCustomer(tenant, newId())]) {
    await expect(world.client.command(contract.requestSignIn, input, person)).rejects.toMatchObject({ kind: 'denied' });
    await expect(
      world.client.command(contract.renewLink, { tokenHash: sha256('x'), browserHash: browser }, person),
    ).rejects.toMatchObject({ kind: 'denied' });
  }
});
