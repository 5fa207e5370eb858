import { invoicing as contract } from '@purser/contracts';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, anInvoice, aTenant, issue, openWorld, pay, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(() => setTime(world, 0));

const balances = (tenant: string, customerIds: string[]) =>
  world.client.query(contract.getBalances, { customerIds }, asStaff(tenant, 'readOnly')).then((told) => told.balances);
const debtors = (tenant: string, overdue: boolean) =>
  world.client.query(contract.listDebtors, { overdue }, asStaff(tenant, 'readOnly'));

test('a balance is what is open of each currency, late and in time, and no draft', async () => {
  const tenant = await aTenant(world);
  const [ada, bob, eve] = [
    await aCustomer(world, tenant),
    await aCustomer(world, tenant),
    await aCustomer(world, tenant),
  ];
  const first = await aDraft(world, tenant, ada);
  await issue(world, tenant, first);
  await issue(world, tenant, await aDraft(world, tenant, ada, { currency: 'EUR', terms_days: 90 }));
  await issue(world, tenant, await aDraft(world, tenant, bob, { terms_days: 60 }));
  await aDraft(world, tenant, eve);
  await pay(world, { tenant, customerId: ada, invoiceId: first }, { amount: 20_00 });
  setTime(world, new Date(Date.now() + 40 * 86_400_000).toISOString());
  expect(new Set(await balances(tenant, [ada, bob, eve]))).toEqual(
    new Set([
      { customerId: ada, currency: 'EUR', due: 120_00, overdue: 0, openCount: 1 },
      { customerId: ada, currency: 'GBP', due: 100_00, overdue: 100_00, openCount: 1 },
      { customerId: bob, currency: 'GBP', due: 120_00, overdue: 0, openCount: 1 },
    ]),
  );
  expect(await debtors(tenant, false)).toEqual({ customerIds: [ada, bob], count: 2, overdueCount: 1 });
  expect(await debtors(tenant, true)).toEqual({ customerIds: [ada], count: 2, overdueCount: 1 });
});

test('nobody sees what another tenant’s customer owes, and no customer asks', async () => {
  const owed = await anInvoice(world);
  const mine = await aTenant(world);
  expect(await balances(mine, [owed.customerId])).toEqual([]);
  expect(await debtors(mine, false)).toMatchObject({ customerIds: [], count: 0 });
  const self = asCustomer(owed.tenant, owed.customerId);
  const asked = world.client.query(contract.getBalances, { customerIds: [owed.customerId] }, self);
  await expect(asked).rejects.toMatchObject({ kind: 'denied' });
});
