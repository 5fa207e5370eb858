import { directory as contract } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
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
const elsewhere = sha256('another browser');

type Links = { tenant: string; customerId: string };
const someone = async (): Promise<Links> => {
  const tenant = await aTenant(world);
  return { tenant, customerId: await aCustomer(world, tenant) };
};
const newToken = () => sha256(newId());

async function invoiceLink({ tenant, customerId }: Links, invoiceId = newId()) {
  const [linkId, tokenHash] = [newId(), newToken()];
  const input = { kind: 'invoice' as const, linkId, tokenHash, customerId, invoiceId };
  await world.notifications.command(contract.createLink, input, asService(tenant, 'notifications'));
  return { tenant, linkId, tokenHash, invoiceId };
}
async function signInLink({ tenant, customerId }: Links, contactId: string | null = null) {
  const [linkId, tokenHash] = [newId(), newToken()];
  const input = { kind: 'signIn' as const, linkId, tokenHash, customerId, contactId, browserHash: browser };
  await world.notifications.command(contract.createLink, input, asService(tenant, 'notifications'));
  return { tenant, linkId, tokenHash };
}
type Made = { tenant: string; linkId: string; tokenHash: string };
const open = ({ tenant, tokenHash }: Made, browserHash: string | null = browser) =>
  world.client.command(contract.openLink, { tokenHash, browserHash }, asService(tenant, 'gateway'));
const stateOf = async ({ tenant, linkId }: Made) =>
  (await world.client.query(contract.getLink, { linkId }, asService(tenant, 'gateway'))).state;
const revoke = (tenant: string, invoiceId: string) =>
  world.client.command(contract.revokeLinks, { invoiceId }, asStaff(tenant, 'support'));

test('a token leads to its tenant, and one that nobody made leads nowhere', async () => {
  const link = await invoiceLink(await someone());
  const find = (tokenHash: string) =>
    world.client.query(contract.findLink, { tokenHash }, asService(platformTenant, 'gateway'));
  expect(await find(link.tokenHash)).toEqual({ tenantId: link.tenant });
  expect(await find(newToken())).toEqual({ tenantId: null });
  await expect(open({ ...link, tokenHash: newToken() })).rejects.toMatchObject({ code: 'link_unknown' });
});

test('an invoice link opens that invoice again and again, in any browser', async () => {
  const who = await someone();
  const link = await invoiceLink(who);
  for (const from of [browser, elsewhere, null])
    expect(await open(link, from)).toMatchObject({
      kind: 'invoice',
      customerId: who.customerId,
      contactId: null,
      invoiceId: link.invoiceId,
    });
  expect(await stateOf(link)).toBe('open');
});

test('a sign-in link works once, also when twenty ask at once', async () => {
  const who = await someone();
  const contactId = await aContact(world, who.tenant, who.customerId, 'bea@example.com');
  const link = await signInLink(who, contactId);
  const told = await world.meetOn(link.linkId, () => Array.from({ length: 20 }, () => open(link)));
  const opened = told.filter((each) => each.status === 'fulfilled');
  expect(opened).toHaveLength(1);
  expect(opened[0]?.value).toMatchObject({ kind: 'signIn', customerId: who.customerId, contactId, invoiceId: null });
  for (const each of told)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'rejected', code: 'link_used' });
  expect(await stateOf(link)).toBe('used');
});

test('another browser neither opens a sign-in link nor spends it', async () => {
  const link = await signInLink(await someone());
  for (const from of [elsewhere, null])
    await expect(open(link, from)).rejects.toMatchObject({ code: 'link_elsewhere' });
  expect(await stateOf(link)).toBe('open');
  expect(await open(link)).toMatchObject({ kind: 'signIn' });
});

test('a sign-in link lives ten minutes, an invoice link four hundred days', async () => {
  const who = await someone();
  const [early, late] = [await signInLink(who), await signInLink(who)];
  world.pass(9 * minute_ms);
  await open(early);
  world.pass(minute_ms);
  await expect(open(late)).rejects.toMatchObject({ code: 'link_expired' });
  expect([await stateOf(early), await stateOf(late)]).toEqual(['used', 'expired']);
  const link = await invoiceLink(who);
  world.pass(400 * day_ms - minute_ms);
  await open(link);
  world.pass(minute_ms);
  await expect(open(link)).rejects.toMatchObject({ code: 'link_expired' });
});

test('business time, which may be moved, opens no link that machine time closed', async () => {
  const link = await signInLink(await someone());
  world.pass(11 * minute_ms);
  world.platform.clock.setOffset(-day_ms);
  try {
    await expect(open(link)).rejects.toMatchObject({ code: 'link_expired' });
  } finally {
    world.platform.clock.setOffset(0);
  }
});

test("withdrawn are all links to the invoice and no other's", async () => {
  const who = await someone();
  const [one, other] = [await invoiceLink(who), await invoiceLink(who)];
  const again = await invoiceLink(who, one.invoiceId);
  expect(await revoke(who.tenant, one.invoiceId)).toEqual({ revoked: 2 });
  for (const link of [one, again]) {
    await expect(open(link)).rejects.toMatchObject({ code: 'link_revoked' });
    expect(await stateOf(link)).toBe('revoked');
  }
  await open(other);
  expect(await revoke(who.tenant, one.invoiceId)).toEqual({ revoked: 0 });
});

test('another tenant neither opens, sees nor withdraws a link', async () => {
  const link = await invoiceLink(await someone());
  const tenant = await aTenant(world);
  await expect(open({ ...link, tenant })).rejects.toMatchObject({ code: 'link_unknown' });
  await expect(stateOf({ ...link, tenant })).rejects.toMatchObject({ kind: 'notFound' });
  expect(await revoke(tenant, link.invoiceId)).toEqual({ revoked: 0 });
  await open(link);
});

test('people make, open and look at no links, and customers withdraw none', async () => {
  const who = await someone();
  const link = await invoiceLink(who);
  const input = { kind: 'invoice' as const, linkId: newId(), tokenHash: newToken(), ...who, invoiceId: newId() };
  const { tenant: _, ...made } = input;
  const { tokenHash, linkId, invoiceId } = link;
  for (const person of [asStaff(who.tenant), asCustomer(who.tenant, who.customerId)]) {
    const denied = [
      world.client.command(contract.createLink, made, person),
      world.client.command(contract.openLink, { tokenHash, browserHash: null }, person),
      world.client.query(contract.getLink, { linkId }, person),
    ];
    for (const told of await Promise.allSettled(denied)) expect(told).toMatchObject({ reason: { kind: 'denied' } });
  }
  const customer = asCustomer(who.tenant, who.customerId);
  await expect(world.client.command(contract.revokeLinks, { invoiceId }, customer)).rejects.toMatchObject({
    kind: 'denied',
  });
});

test("a link is made for the tenant's own customer and the customer's own contact, under a token of its own", async () => {
  const [mine, theirs] = [await someone(), await someone()];
  const contactId = await aContact(world, theirs.tenant, theirs.customerId, 'bea@example.com');
  const neighbour = await aCustomer(world, theirs.tenant);
  await expect(invoiceLink({ ...mine, customerId: theirs.customerId })).rejects.toMatchObject({ kind: 'notFound' });
  await expect(signInLink({ ...theirs, customerId: neighbour }, contactId)).rejects.toMatchObject({ kind: 'notFound' });
  const link = await invoiceLink(theirs);
  const copy = { kind: 'invoice' as const, linkId: newId(), tokenHash: link.tokenHash, invoiceId: newId() };
  await expect(
    world.notifications.command(
      contract.createLink,
      { ...copy, customerId: mine.customerId },
      asService(mine.tenant, 'notifications'),
    ),
  ).rejects.toMatchObject({ code: 'link_exists' });
  expect(await open(link)).toMatchObject({ invoiceId: link.invoiceId });
});

test('a quote’s link opens that quote as long as the quote stands, again and again', async () => {
  const who = await someone();
  const [linkId, tokenHash, quoteId] = [newId(), newToken(), newId()];
  const expiresAt = new Date(world.platform.clock.business().getTime() + day_ms).toISOString();
  const input = { kind: 'quote' as const, linkId, tokenHash, customerId: who.customerId, quoteId, expiresAt };
  await world.notifications.command(contract.createLink, input, asService(who.tenant, 'notifications'));
  const link = { tenant: who.tenant, linkId, tokenHash };
  for (const from of [browser, elsewhere, null])
    expect(await open(link, from)).toMatchObject({
      kind: 'quote',
      customerId: who.customerId,
      quoteId,
      invoiceId: null,
    });
  world.pass(day_ms - minute_ms);
  await open(link);
  world.pass(2 * minute_ms);
  await expect(open(link)).rejects.toMatchObject({ code: 'link_expired' });
  expect(await stateOf(link)).toBe('expired');
});

test('a quote that stands for a week of moved business time has a link for a week of the clock on the wall', async () => {
  const who = await someone();
  const [linkId, tokenHash] = [newId(), newToken()];
  world.platform.clock.setOffset(100 * day_ms);
  try {
    const expiresAt = new Date(world.platform.clock.business().getTime() + 7 * day_ms).toISOString();
    const input = {
      kind: 'quote' as const,
      linkId,
      tokenHash,
      customerId: who.customerId,
      quoteId: newId(),
      expiresAt,
    };
    await world.notifications.command(contract.createLink, input, asService(who.tenant, 'notifications'));
  } finally {
    world.platform.clock.setOffset(0);
  }
  const link = { tenant: who.tenant, linkId, tokenHash };
  world.pass(7 * day_ms - minute_ms);
  await open(link);
  world.pass(2 * minute_ms);
  await expect(open(link)).rejects.toMatchObject({ code: 'link_expired' });
});
