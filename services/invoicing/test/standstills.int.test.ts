import { invoicing as contract, plumbingOf } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, moveTo, openWorld, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ attempts: 2 });
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

const getUnfinished = (tenant: string) => world.client.query(contract.getUnfinished, {}, asStaff(tenant, 'readOnly'));
const getRun = (tenant: string, runId: string) => world.client.query(contract.getRun, { runId }, asStaff(tenant));
const untilRun = (tenant: string, runId: string, state: string) =>
  until(`the run to be ${state}`, async () => (await getRun(tenant, runId)).state === state);
const alarms = async (tenant: string) =>
  (await world.client.query(plumbingOf('invoicing').listAlarms, {}, asStaff(tenant))).alarms;

/** As long as it stands, the database takes no number of an invoice. */
async function breakIssuing(): Promise<() => Promise<unknown>> {
  await world.admin.unsafe(`
    create function invoicing.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'no space left' using errcode = 'disk_full'; end $$;
    create trigger full_disk before update of number on invoicing.invoices for each row execute function invoicing.full_disk()`);
  return () => world.admin.unsafe('drop function invoicing.full_disk() cascade');
}

async function aStalledRun() {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const drafts = [await aDraft(world, tenant, customerId), await aDraft(world, tenant, customerId)];
  const mend = await breakIssuing();
  const runId = newId();
  await world.client.command(contract.startRun, { runId, kind: 'issue', invoices: { ids: drafts } }, asStaff(tenant));
  await untilRun(tenant, runId, 'stalled');
  return { tenant, runId, drafts, mend };
}

test('a run whose batch used up its attempts is stalled, says why, and goes on when staff say so', async () => {
  const { tenant, runId, mend } = await aStalledRun();
  const told = await getUnfinished(tenant);
  expect(told.run).toMatchObject({ runId, kind: 'issue', total: 2, done: 0 });
  expect(told.run?.problem).toBe((await getRun(tenant, runId)).problem);
  expect(told.run?.problem).toMatch(/\w/);
  expect(await alarms(tenant)).toMatchObject([{ handler: 'invoicing.continueRun' }]);
  const elsewhere = await aTenant(world);
  expect(await getUnfinished(elsewhere)).toEqual({ run: null, fees: [] });
  await expect(world.client.command(contract.resumeRun, { runId }, asStaff(elsewhere))).rejects.toMatchObject({
    code: 'run_not_found',
  });
  await expect(world.client.command(contract.resumeRun, { runId }, asStaff(tenant, 'support'))).rejects.toMatchObject({
    kind: 'denied',
  });
  await mend();
  await world.client.command(contract.resumeRun, { runId }, asStaff(tenant));
  await untilRun(tenant, runId, 'done');
  expect(await getRun(tenant, runId)).toMatchObject({ done: 2, refused: 0, problem: null });
  const said = (await world.said(tenant)).filter(({ name }) => name === 'invoiceIssued');
  expect(said.map(({ number }) => number)).toEqual(['NW-0001', 'NW-0002']);
  await until('nobody is called any more', async () => (await alarms(tenant)).length === 0);
  expect((await getUnfinished(tenant)).run).toBeNull();
});

test('a run that is at work or over is not resumed', async () => {
  const tenant = await aTenant(world);
  const draft = await aDraft(world, tenant, await aCustomer(world, tenant));
  const runId = newId();
  const invoices = { ids: [draft] };
  await world.client.command(contract.startRun, { runId, kind: 'issue', invoices }, asStaff(tenant));
  await untilRun(tenant, runId, 'done');
  await expect(world.client.command(contract.resumeRun, { runId }, asStaff(tenant))).rejects.toMatchObject({
    kind: 'rejected',
    code: 'run_not_stalled',
  });
});

test('a stalled run that is cancelled issues nothing, lets the next one go, and calls nobody any more', async () => {
  const { tenant, runId, drafts, mend } = await aStalledRun();
  const next = newId();
  const invoices = { ids: drafts.slice(1) };
  const queued = await world.client.command(
    contract.startRun,
    { runId: next, kind: 'issue', invoices },
    asStaff(tenant),
  );
  expect(queued.state).toBe('queued');
  await mend();
  await world.client.command(contract.cancelRun, { runId }, asStaff(tenant));
  await untilRun(tenant, next, 'done');
  await until('nobody is called any more', async () => (await alarms(tenant)).length === 0);
  expect(await getRun(tenant, runId)).toMatchObject({ state: 'cancelled', done: 0, problem: null });
  expect((await world.said(tenant)).filter(({ name }) => name === 'invoiceIssued')).toHaveLength(1);
});

async function aLateInvoice() {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  const policy = { grace_days: 7, fee: { percent: '2' }, every_days: null, capPercent: null };
  await world.client.command(contract.setLateFees, { policy }, asStaff(tenant));
  const customerId = await aCustomer(world, tenant);
  const late = await aDraft(world, tenant, customerId);
  await issue(world, tenant, late);
  return { tenant, customerId };
}

async function untilFee(tenant: string) {
  const { fees } = await until('staff are told', async () => {
    const told = await getUnfinished(tenant);
    return told.fees.length > 0 && told;
  });
  return fees[0];
}

test('a late fee that nobody could issue stays a draft, and staff are told why until somebody deals with it', async () => {
  const { tenant, customerId } = await aLateInvoice();
  const mend = await breakIssuing();
  await moveTo(world, tenant, '2027-04-08T08:01:00Z');
  const fee = await untilFee(tenant);
  await mend();
  expect(fee).toMatchObject({ customerId, number: 'NW-0001', amount: 2_40, currency: 'GBP' });
  expect(fee?.problem).toMatch(/\w/);
  await issue(world, tenant, fee?.invoiceId ?? '');
  expect((await getUnfinished(tenant)).fees).toEqual([]);
});

test('a late fee that is refused is told of too, in the words of the refusal, and no more once it is discarded', async () => {
  const { tenant } = await aLateInvoice();
  // Archived at directory just now; invoicing has not heard of it.
  await world.admin`update directory.customers set archived_at = now() where tenant_id = ${tenant}`;
  await moveTo(world, tenant, '2027-04-08T08:01:00Z');
  const fee = await untilFee(tenant);
  expect(fee?.problem).toBe('This customer is archived. Restore them to bill them again.');
  await world.client.command(contract.discardDraft, { invoiceId: fee?.invoiceId ?? '' }, asStaff(tenant));
  expect((await getUnfinished(tenant)).fees).toEqual([]);
});
