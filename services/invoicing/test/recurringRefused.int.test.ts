import { invoicing as contract, directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aTenant, line, moveTo, openWorld, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

type Made = { tenant: string; customerId: string; recurringId: string; rateId: string };

/** 100.00 and a duty of the tenant's each month from 31 January 2027 on, looked at for three days before it is issued. */
async function aRecurring(): Promise<Made> {
  setTime(world, '2027-01-10T12:00:00Z');
  const tenant = await aTenant(world);
  const staff = asStaff(tenant);
  const customerId = await aCustomer(world, tenant);
  const [recurringId, rateId] = [newId(), newId()];
  const duty = { name: 'Duty', percent: '17.5', inclusive: false };
  await world.client.command(contract.createTaxRate, { rateId, ...duty, kind: 'standard' }, staff);
  const lines = [line('a', 100_00, { taxes: [{ id: `txr_${rateId.replaceAll('-', '')}`, ...duty }] })];
  const monthly = { every: 1, unit: 'month' as const, startOn: '2027-01-31', review_days: 3 };
  await world.client.command(
    contract.createRecurringInvoice,
    { recurringId, customerId, name: 'Managed IT', lines, ...monthly },
    staff,
  );
  return { tenant, customerId, recurringId, rateId };
}

const get = ({ tenant, recurringId }: Made) =>
  world.client.query(contract.getRecurringInvoice, { recurringId }, asStaff(tenant));
const attention = ({ tenant }: Made) => world.client.query(contract.getRecurringAttention, {}, asStaff(tenant));
const archive = ({ tenant, customerId }: Made) =>
  world.client.command(directory.archiveCustomer, { customerId }, asStaff(tenant));
const restore = ({ tenant, customerId }: Made) =>
  world.client.command(directory.restoreCustomer, { customerId }, asStaff(tenant));
const endRate = ({ tenant, rateId }: Made, lastDay: string) =>
  world.client.command(contract.endTaxRate, { rateId, lastDay }, asStaff(tenant));
/** Everything that invoicing has of the tenant's bills, and the next number it would give. */
async function bills({ tenant }: Made) {
  const invoices = await world.admin<{ number: string | null }[]>`
    select number from invoicing.invoices where tenant_id = ${tenant}`;
  const { series } = await world.client.query(contract.listSeries, {}, asStaff(tenant));
  const next = series.find(({ kind }) => kind === 'invoice')?.next;
  const documents = await world.admin`select 1 from invoicing.documents where tenant_id = ${tenant}`;
  const taxes = await world.admin`select 1 from invoicing.tax_entries where tenant_id = ${tenant}`;
  return {
    numbers: invoices.map(({ number }) => number),
    next,
    documents: documents.length,
    taxes: taxes.length,
    issued: (await world.said(tenant)).filter(({ name }) => name === 'invoiceIssued').length,
  };
}
const nothingIssued = { next: 1, documents: 0, taxes: 0, issued: 0 };
const archived = 'This customer is archived. Restore them to bill them again.';

test('the period of an archived customer drafts nothing and stops the whole, with the reason; restored, it goes on', async () => {
  const made = await aRecurring();
  await archive(made);
  await moveTo(world, made.tenant, '2027-01-31T09:01:00Z');
  expect(await get(made)).toMatchObject({ state: 'paused', problem: archived, runs: [], made: 0 });
  expect((await attention(made)).stopped).toMatchObject([{ recurringId: made.recurringId, problem: archived }]);
  expect(await bills(made)).toEqual({ numbers: [], ...nothingIssued });
  await moveTo(world, made.tenant, '2027-03-31T09:01:00Z');
  expect(await bills(made)).toEqual({ numbers: [], ...nothingIssued });
  await restore(made);
  const resumed = { recurringId: made.recurringId };
  await moveTo(world, made.tenant, '2027-03-31T09:02:00Z');
  await world.client.command(contract.resumeRecurringInvoice, resumed, asStaff(made.tenant));
  expect(await get(made)).toMatchObject({ state: 'active', problem: null });
});

test('a customer who is archived in the days of review gets no invoice: the draft stays, and staff are told why', async () => {
  const made = await aRecurring();
  await moveTo(world, made.tenant, '2027-01-31T09:01:00Z');
  expect((await attention(made)).reviews).toHaveLength(1);
  await archive(made);
  await moveTo(world, made.tenant, '2027-02-03T09:01:00Z');
  expect((await get(made)).runs).toMatchObject([{ state: 'failed', number: null, problem: archived }]);
  expect((await attention(made)).failed).toMatchObject([{ recurringId: made.recurringId, problem: archived }]);
  expect(await bills(made)).toEqual({ numbers: [null], ...nothingIssued });
});

test('a rate that ended before the day of issue charges nothing: the draft stays, and staff are told which rate it was', async () => {
  const made = await aRecurring();
  await moveTo(world, made.tenant, '2027-01-31T09:01:00Z');
  await endRate(made, '2027-02-02');
  await moveTo(world, made.tenant, '2027-02-03T09:01:00Z');
  const problem = expect.stringMatching(/^This cannot be issued: .*Duty/);
  expect((await get(made)).runs).toMatchObject([{ state: 'failed', number: null, problem }]);
  expect((await attention(made)).failed).toMatchObject([{ recurringId: made.recurringId, problem }]);
  expect(await bills(made)).toEqual({ numbers: [null], ...nothingIssued });
});

test('a rate whose last day is the day of issue still charges on it', async () => {
  const made = await aRecurring();
  await moveTo(world, made.tenant, '2027-01-31T09:01:00Z');
  await endRate(made, '2027-02-03');
  await moveTo(world, made.tenant, '2027-02-03T09:01:00Z');
  expect((await get(made)).runs).toMatchObject([{ state: 'issued', number: 'NW-0001', problem: null }]);
  expect(await bills(made)).toMatchObject({ numbers: ['NW-0001'], documents: 1, taxes: 1, issued: 1 });
});
