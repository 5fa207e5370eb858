import { directory as contract } from '@purser/contracts';
import { plainBrand } from '@purser/document';
import { newId, platformTenant } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aTenant, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const read = (tenant: string) => world.client.query(contract.getTenant, {}, asStaff(tenant, 'readOnly'));
const find = (slug: string, tenant = platformTenant) =>
  world.client.query(contract.findTenant, { slug }, asService(tenant, 'gateway'));

const company = {
  legalName: 'Northwind IT Ltd',
  address: { line1: '1 High Street', city: 'Leeds', country: 'GB' },
  taxNumber: 'GB123456789',
  bank: { accountName: 'Northwind IT Ltd', iban: 'GB29NWBK60161331926819' },
};

test('a tenant is found by the name in its addresses, made from its own', async () => {
  const tenant = await aTenant(world, { name: 'Łódź & Söhne' });
  expect(await read(tenant)).toMatchObject({ slug: 'lodz-sohne', company: null, brand: plainBrand });
  expect(await find('lodz-sohne')).toEqual({ tenantId: tenant });
  expect(await find('nobody')).toEqual({ tenantId: null });
});

test('tenants of one name are numbered, past the numbers that are taken', async () => {
  const slugOf = async (more: Parameters<typeof aTenant>[1]) => (await read(await aTenant(world, more))).slug;
  expect(await slugOf({ name: 'Fourth & Co' })).toBe('fourth-co');
  expect(await slugOf({ name: 'Fourth & Co' })).toBe('fourth-co-2');
  expect(await slugOf({ slug: 'fourth-co-9' })).toBe('fourth-co-9');
  expect(await slugOf({ slug: 'fourth-co-op-99' })).toBe('fourth-co-op-99');
  expect(await slugOf({ name: 'Fourth, Co.' })).toBe('fourth-co-10');
  expect(await slugOf({ name: 'Fourth' })).toBe('fourth');
});

test('tenants of one name that come at once get addresses of their own', async () => {
  const tenants = await Promise.all(Array.from({ length: 12 }, () => aTenant(world, { name: 'Twin' })));
  const slugs = await Promise.all(tenants.map(async (tenant) => (await read(tenant)).slug));
  expect(new Set(slugs).size).toBe(12);
  for (const [i, slug] of slugs.entries()) {
    expect(slug).toMatch(/^twin(-\d+|-[0-9a-f]{8})?$/);
    expect(await find(slug)).toEqual({ tenantId: tenants[i] });
  }
});

test('a slug that was asked for and is taken makes no tenant', async () => {
  await aTenant(world, { slug: 'acme' });
  const tenant = newId();
  await expect(
    world.client.command(
      contract.createTenant,
      {
        name: 'Acme',
        timeZone: 'UTC',
        currency: 'GBP',
        terms_days: 1,
        taxRounding: 'line',
        numberPrefix: '',
        slug: 'acme',
      },
      asService(tenant, 'gateway'),
    ),
  ).rejects.toMatchObject({ kind: 'conflict', code: 'slug_taken' });
  await expect(read(tenant)).rejects.toMatchObject({ kind: 'notFound' });
});

test('company and brand are kept apart from each other, and bank details are not stored in clear', async () => {
  const tenant = await aTenant(world);
  const owner = asStaff(tenant);
  const brand = { ...plainBrand, color: '#112233' };
  await world.client.command(contract.updateTenant, { company }, owner);
  await world.client.command(contract.updateTenant, { brand }, owner);
  expect(await read(tenant)).toMatchObject({ company, brand });
  const [row] = await world.admin<{ text: string }[]>`
    select encode(company, 'escape') as text from directory.tenants where tenant_id = ${tenant}`;
  expect(row?.text).not.toContain('NWBK');
});

test('what runs is no logo, and nothing of the change is kept', async () => {
  const tenant = await aTenant(world);
  const base64 = Buffer.from('<svg xmlns="x"><script>alert(1)</script></svg>').toString('base64');
  const brand = { ...plainBrand, logo: { type: 'image/svg+xml' as const, base64 } };
  await expect(world.client.command(contract.updateTenant, { company, brand }, asStaff(tenant))).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ path: 'brand.logo', code: 'active_logo' }],
  });
  expect((await read(tenant)).company).toBeNull();
});

test('who does not run a tenant changes nothing of it', async () => {
  const tenant = await aTenant(world);
  for (const person of [asStaff(tenant, 'accountant'), asStaff(tenant, 'readOnly'), asCustomer(tenant, newId())])
    await expect(world.client.command(contract.updateTenant, { company }, person)).rejects.toMatchObject({
      kind: 'denied',
    });
  await expect(world.client.command(contract.updateTenant, { company }, asStaff(newId()))).rejects.toMatchObject({
    kind: 'notFound',
  });
});

test('who lives behind an address is told to the gateway alone, asking the platform', async () => {
  await aTenant(world, { slug: 'quiet' });
  const tenant = newId();
  await expect(find('quiet', tenant)).rejects.toMatchObject({ kind: 'denied' });
  for (const person of [asStaff(tenant), asStaff(platformTenant), asCustomer(platformTenant, newId())])
    await expect(world.client.query(contract.findTenant, { slug: 'quiet' }, person)).rejects.toMatchObject({
      kind: 'denied',
    });
});

test("the platform's own tenant never bills", async () => {
  await expect(
    world.client.command(
      contract.createTenant,
      { name: 'P', timeZone: 'UTC', currency: 'GBP', terms_days: 1, taxRounding: 'line', numberPrefix: '' },
      asService(platformTenant, 'gateway'),
    ),
  ).rejects.toMatchObject({ kind: 'denied' });
});
