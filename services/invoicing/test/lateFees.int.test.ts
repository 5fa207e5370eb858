import { invoicing as contract, directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  moveTo,
  type Owed,
  openWorld,
  pay,
  read,
  readDocument,
  setTime,
  type World,
} from './world.ts';

type Policy = z.input<typeof contract.lateFeePolicy>;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

const monthly: Policy = { grace_days: 7, fee: { percent: '2' }, every_days: 30, capPercent: '5' };

function setLateFees(tenant: string, policy: Policy | null) {
  return world.client.command(contract.setLateFees, { policy }, asStaff(tenant));
}

/** 120.00, issued on 1 March 2027 and due on the 31st. */
async function aLateInvoice(policy: Policy | null): Promise<Owed> {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  if (policy) await setLateFees(tenant, policy);
  const invoiceId = await aDraft(world, tenant, customerId);
  await issue(world, tenant, invoiceId);
  return { tenant, customerId, invoiceId };
}

/** The invoices of the tenant that were issued, by number. */
async function issued(tenant: string) {
  const { invoices } = await world.client.query(contract.listInvoices, { limit: 100 }, asStaff(tenant));
  return invoices
    .filter(({ number }) => number !== null)
    .toSorted((a, b) => ((a.number ?? '') < (b.number ?? '') ? -1 : 1));
}

test('a fee is an invoice of its own, once a period, up to the cap; the late invoice stays as it was', async () => {
  const owed = await aLateInvoice(monthly);
  const { tenant, invoiceId } = owed;
  const { model: before } = await readDocument(world, tenant, invoiceId);
  await moveTo(world, tenant, '2027-04-07T23:00:00Z');
  expect(await issued(tenant)).toHaveLength(1);
  await moveTo(world, tenant, '2027-04-08T08:01:00Z');
  const [late, fee] = await issued(tenant);
  expect(late).toMatchObject({ number: 'NW-0001', total: 120_00, due: 120_00 });
  expect(fee).toMatchObject({
    number: 'NW-0002',
    total: 2_40,
    due: 2_40,
    customerId: owed.customerId,
    issueDate: '2027-04-08',
  });
  const written = await read(world, { tenant, invoiceId: fee?.invoiceId ?? '' });
  expect(written.lines.map(({ description }) => description)).toEqual(['Late payment fee for NW-0001']);
  expect(written.note).toBe('Invoice NW-0001 was due on 31 March 2027 and has not been paid in full.');
  await moveTo(world, tenant, '2027-05-08T08:01:00Z');
  await moveTo(world, tenant, '2027-06-07T08:01:00Z');
  await moveTo(world, tenant, '2027-12-31T08:01:00Z');
  // 2.40, 2.40 and what is left of 6.00; and none for the fees themselves, however late.
  expect((await issued(tenant)).map(({ total }) => total)).toEqual([120_00, 2_40, 2_40, 1_20]);
  expect((await readDocument(world, tenant, invoiceId)).model).toEqual(before);
});

test('both timelines tell of it', async () => {
  const { tenant, invoiceId } = await aLateInvoice(monthly);
  await moveTo(world, tenant, '2027-04-08T08:01:00Z');
  const feeId = (await issued(tenant))[1]?.invoiceId ?? '';
  const timeline = (id: string) => world.client.query(contract.getTimeline, { invoiceId: id }, asStaff(tenant));
  const ofLate = (await timeline(invoiceId)).entries.find(({ what }) => what === 'lateFeeCharged');
  expect(ofLate).toMatchObject({ amount: 2_40, currency: 'GBP', sourceId: feeId });
  const ofFee = (await timeline(feeId)).entries.map(({ what, sourceId }) => [what, sourceId]);
  expect(ofFee).toEqual([
    ['drafted', null],
    ['lateFeeFor', invoiceId],
    ['issued', feeId],
  ]);
});

test('after downtime each period that was missed is charged, once', async () => {
  const { tenant } = await aLateInvoice({ ...monthly, capPercent: null });
  await moveTo(world, tenant, '2027-06-30T12:00:00Z');
  expect((await issued(tenant)).map(({ total }) => total)).toEqual([120_00, 2_40, 2_40, 2_40]);
  const periods = await world.admin`select period_on from invoicing.late_fees where tenant_id = ${tenant} order by 1`;
  expect(periods.map(({ period_on }) => period_on)).toEqual(['2027-04-08', '2027-05-08', '2027-06-07']);
});

test('charged on what is left, and once only where the policy says once', async () => {
  const owed = await aLateInvoice({ ...monthly, every_days: null });
  await pay(world, owed, { amount: 70_00 });
  await moveTo(world, owed.tenant, '2027-04-08T08:01:00Z');
  await moveTo(world, owed.tenant, '2028-04-08T08:01:00Z');
  expect((await issued(owed.tenant)).map(({ total }) => total)).toEqual([120_00, 1_00]);
});

test.each<[string, (owed: Owed) => Promise<unknown>]>([
  ['paid', (owed) => pay(world, owed)],
  [
    'voided',
    ({ tenant, invoiceId }) =>
      world.client.command(contract.voidInvoice, { invoiceId, reason: 'Wrong' }, asStaff(tenant)),
  ],
])('nothing is charged on what was %s', async (_what, settle) => {
  const owed = await aLateInvoice(monthly);
  await settle(owed);
  await moveTo(world, owed.tenant, '2027-09-01T08:01:00Z');
  expect(await issued(owed.tenant)).toHaveLength(1);
});

test('a policy charges nothing for the time before it was set', async () => {
  setTime(world, '2027-01-01T12:00:00Z');
  const { tenant } = await anInvoice(world);
  await moveTo(world, tenant, '2027-06-20T12:00:00Z');
  await setLateFees(tenant, monthly);
  await moveTo(world, tenant, '2027-06-20T12:01:00Z');
  expect(await issued(tenant)).toHaveLength(1);
  // Periods fall on 8 February and every 30 days: the next is 8 July.
  await moveTo(world, tenant, '2027-07-08T08:01:00Z');
  expect(await issued(tenant)).toHaveLength(2);
});

test('a customer who was archived is charged again once they are restored, and never for the time between', async () => {
  const { tenant, customerId } = await aLateInvoice({ ...monthly, capPercent: null });
  const tell = async (spec: typeof directory.archiveCustomer | typeof directory.restoreCustomer) => {
    await world.client.command(spec, { customerId }, asStaff(tenant));
    await world.platform.quiet();
  };
  await tell(directory.archiveCustomer);
  await moveTo(world, tenant, '2027-06-20T12:00:00Z');
  expect(await issued(tenant)).toHaveLength(1);
  await tell(directory.restoreCustomer);
  await moveTo(world, tenant, '2027-06-21T12:00:00Z');
  expect(await issued(tenant)).toHaveLength(1);
  // Periods fall on 8 April and every 30 days: 7 June is over, the next is 7 July.
  await moveTo(world, tenant, '2027-07-07T08:01:00Z');
  expect((await issued(tenant)).map(({ total, issueDate }) => [total, issueDate])).toEqual([
    [120_00, '2027-03-01'],
    [2_40, '2027-07-07'],
  ]);
});

test('without a policy nothing is charged, nor once it is taken away', async () => {
  const { tenant } = await aLateInvoice(null);
  await moveTo(world, tenant, '2027-05-01T08:01:00Z');
  await setLateFees(tenant, monthly);
  await setLateFees(tenant, null);
  await moveTo(world, tenant, '2027-09-01T08:01:00Z');
  expect(await issued(tenant)).toHaveLength(1);
});

test('an amount is charged on invoices of its currency, and on no others', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  await setLateFees(tenant, { ...monthly, fee: { amount: 15_00, currency: 'GBP' }, capPercent: null });
  for (const currency of ['GBP', 'EUR']) {
    const customerId = await aCustomer(world, tenant, { currency });
    await issue(world, tenant, await aDraft(world, tenant, customerId));
  }
  await moveTo(world, tenant, '2027-04-08T08:01:00Z');
  const fees = (await issued(tenant)).slice(2);
  expect(fees.map(({ total, currency }) => [total, currency])).toEqual([[15_00, 'GBP']]);
});

test('what is no policy is refused', async () => {
  const tenant = await aTenant(world);
  const wrong: Partial<Policy>[] = [
    { fee: { percent: '0' } },
    { fee: { percent: '100.0001' } },
    { capPercent: '0.0' },
    { every_days: 1 },
    { grace_days: -1 },
    { fee: { amount: 5, currency: 'ZZZ' } },
  ];
  for (const each of wrong)
    await expect(setLateFees(tenant, { ...monthly, ...each })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(
    world.client.command(contract.setLateFees, { policy: monthly }, asStaff(tenant, 'support')),
  ).rejects.toMatchObject({ kind: 'denied' });
});

test('two timers of an invoice at the same moment charge it once', async () => {
  const { tenant, invoiceId } = await aLateInvoice(monthly);
  setTime(world, '2027-04-08T08:01:00Z');
  const asInvoicing = await world.platform.speakAs('invoicing');
  const [row] = await world.admin<{ timer: string }[]>`
    select timer from invoicing.chases where invoice_id = ${invoiceId}`;
  const timer = row?.timer ?? newId();
  const caller = { tenant, actor: { kind: 'service' as const, name: 'invoicing' } };
  await Promise.all(
    Array.from({ length: 4 }, () => asInvoicing.command(contract.chaseInvoice, { invoiceId, timer }, caller)),
  );
  await until('the fee', async () => (await issued(tenant)).length === 2);
  await moveTo(world, tenant, '2027-04-08T08:02:00Z');
  expect(await issued(tenant)).toHaveLength(2);
});
