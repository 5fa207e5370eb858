import { invoicing as contract, directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, line, openWorld, read, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const change = (tenant: string, input: object) => world.client.command(directory.updateTenant, input, asStaff(tenant));
const known = async (tenant: string) => {
  const [row] = await world.admin`
    select currency, terms_days, tax_rounding from invoicing.tenants where tenant_id = ${tenant}`;
  return row;
};

test('new terms, currency and rounding hold for what is drafted and issued from then on', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const before = await aDraft(world, tenant, customerId);
  await issue(world, tenant, before);
  await change(tenant, { terms_days: 7, currency: 'EUR', taxRounding: 'document' });
  await until('the change', async () => (await known(tenant))?.currency === 'EUR');
  expect(await known(tenant)).toEqual({ currency: 'EUR', terms_days: 7, tax_rounding: 'document' });
  const lines = ['a', 'b', 'c'].map((id) => line(id, 3));
  const invoiceId = newId();
  await world.client.command(contract.draftInvoice, { invoiceId, customerId, lines }, asStaff(tenant));
  await issue(world, tenant, invoiceId);
  const invoice = await read(world, { tenant, invoiceId });
  // 20% of 3 is 0.6: line by line that is 3, on the whole 2.
  expect(invoice).toMatchObject({ currency: 'EUR', terms_days: 7, totals: { taxTotal: 2 } });
  expect(await read(world, { tenant, invoiceId: before })).toMatchObject({ currency: 'GBP', terms_days: 30 });
});

test('a change that comes late does not undo a later one, and one that comes before the tenant holds', async () => {
  const tenant = newId();
  const billing = { timeZone: 'Europe/London', currency: 'GBP', taxRounding: 'line' as const };
  const tell = async (terms_days: number, at: string) =>
    world.settled(
      await world.tell(directory.tenantChanged, tenant, { ...billing, terms_days }, undefined, new Date(at)),
      'onTenantChanged',
    );
  await tell(10, '2026-03-02T10:00:00Z');
  await tell(5, '2026-03-01T10:00:00Z');
  expect(await known(tenant)).toMatchObject({ terms_days: 10 });
  const created = { ...billing, terms_days: 30, numberPrefix: 'X-' };
  await world.settled(await world.tell(directory.tenantCreated, tenant, created), 'onTenantCreated');
  expect(await known(tenant)).toMatchObject({ terms_days: 10 });
});

test('a currency nobody uses and terms beyond a year are refused, and nothing is said', async () => {
  const tenant = await aTenant(world);
  for (const input of [{ currency: 'XXQ' }, { terms_days: 366 }, { terms_days: -1 }, { taxRounding: 'never' }])
    await expect(change(tenant, input)).rejects.toMatchObject({ kind: 'invalid' });
  expect(await known(tenant)).toMatchObject({ currency: 'GBP', terms_days: 30, tax_rounding: 'line' });
});
