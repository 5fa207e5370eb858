import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, line, moveTo, openWorld, setTime, type World } from './world.ts';

// What holds when two come at the same moment, or too soon: each found missing a test when its line was taken out.

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

const waiting = (count: number) =>
  until(`${count} to wait`, async () => {
    const rows = await world.admin`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return rows.length === count;
  });
const readRun = (tenant: string, runId: string) => world.client.query(contract.getRun, { runId }, asStaff(tenant));
const ended = (tenant: string, runId: string) =>
  until('the run to end', async () => {
    const run = await readRun(tenant, runId);
    return run.endedAt !== null && run;
  });
const begin = async (tenant: string, ids: string[], who = asStaff(tenant)) => {
  const runId = newId();
  await world.client.command(contract.startRun, { runId, kind: 'issue', invoices: { ids } }, who);
  return runId;
};

test('a batch of a run that is told twice is done once', async () => {
  const tenant = await aTenant(world);
  const first = await aDraft(world, tenant, await aCustomer(world, tenant));
  const copies = Array.from({ length: 149 }, () => newId());
  await world.admin`
    insert into invoicing.invoices (tenant_id, invoice_id, customer_id, currency, document, net, tax, total, created_at)
    select tenant_id, u.id, customer_id, currency, document, net, tax, total, created_at
    from invoicing.invoices, unnest(${copies}::uuid[]) as u(id) where invoice_id = ${first}`;
  const { runId, again } = await world.admin.begin(async (sql) => {
    await sql`select 1 from invoicing.invoices where invoice_id = ${first} for update`;
    const started = await begin(tenant, [first, ...copies]);
    await waiting(1);
    // It has read how far the run came, and waits for the one before.
    const copy = world.asInvoicing(contract.continueRun, { runId: started }, tenant);
    await waiting(2);
    return { runId: started, again: Promise.allSettled([copy]) };
  });
  expect(await again).toMatchObject([{ status: 'fulfilled' }]);
  expect(await ended(tenant, runId)).toMatchObject({ state: 'done', done: 150, refused: 0 });
});

test('a run that waits in the queue goes to work when the one before it is done', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const [one, two] = [await aDraft(world, tenant, customerId), await aDraft(world, tenant, customerId)];
  const next = newId();
  await world.admin.begin(async (sql) => {
    await sql`select 1 from invoicing.invoices where invoice_id = ${one} for update`;
    const atWork = await begin(tenant, [one]);
    await waiting(1);
    // Begun between two batches of the first: it is in the queue.
    await sql`
      insert into invoicing.runs (tenant_id, run_id, kind, state, actor_id, total, created_at)
      select tenant_id, ${next}, kind, 'queued', actor_id, 1, created_at from invoicing.runs where run_id = ${atWork}`;
    await sql`insert into invoicing.run_items (tenant_id, run_id, position, invoice_id) values (${tenant}, ${next}, 1, ${two})`;
  });
  expect(await ended(tenant, next)).toMatchObject({ state: 'done', done: 1 });
});

test('what a run did was done by whoever began it', async () => {
  const tenant = await aTenant(world);
  const staff = asStaff(tenant);
  const invoiceId = await aDraft(world, tenant, await aCustomer(world, tenant));
  await ended(tenant, await begin(tenant, [invoiceId], staff));
  const { entries } = await world.client.query(contract.getTimeline, { invoiceId }, staff);
  const issued = entries.find(({ what }) => what === 'issued');
  expect(issued?.actor).toMatchObject({ kind: 'staff', id: 'id' in staff.actor ? staff.actor.id : '' });
});

test('on the day an invoice is reopened nobody is reminded of it; the next morning they are, of what is due by then', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  await world.client.command(contract.setReminders, { steps: [1] }, asStaff(tenant));
  const invoiceId = await aDraft(world, tenant, await aCustomer(world, tenant));
  await issue(world, tenant, invoiceId);
  await world.client.command(contract.writeOffInvoice, { invoiceId, reason: 'Gone.' }, asStaff(tenant));
  // Due on 31 March: its first reminder would have been on 1 April, at nine.
  await moveTo(world, tenant, '2027-04-01T14:00:00Z');
  await world.client.command(contract.reopenInvoice, { invoiceId }, asStaff(tenant));
  await moveTo(world, tenant, '2027-04-01T22:00:00Z');
  const reminders = async () => (await world.said(tenant)).filter(({ name }) => name === 'reminderDue');
  expect(await reminders()).toEqual([]);
  await moveTo(world, tenant, '2027-04-02T08:01:00Z');
  expect((await reminders()).map(({ step, days }) => [step, days])).toEqual([[1, 2]]);
});

test('who sets the schedule while an invoice is being issued waits, and then finds it', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  await world.client.command(contract.setReminders, { steps: [] }, asStaff(tenant));
  const invoiceId = await aDraft(world, tenant, await aCustomer(world, tenant));
  const both = await world.admin.begin(async (sql) => {
    // The last thing that issuing waits for: by then it has read the schedule.
    await sql`select 1 from invoicing.number_series where tenant_id = ${tenant} for update`;
    const issued = issue(world, tenant, invoiceId);
    await waiting(1);
    const set = world.client.command(contract.setReminders, { steps: [1] }, asStaff(tenant));
    await waiting(2);
    return { outcomes: Promise.all([issued, set]) };
  });
  await both.outcomes;
  await moveTo(world, tenant, '2027-04-01T08:01:00Z');
  expect((await world.said(tenant)).filter(({ name }) => name === 'reminderDue')).toHaveLength(1);
});

test('a recurring invoice whose timer rings before its morning makes nothing, and waits for that morning', async () => {
  setTime(world, '2027-01-10T12:00:00Z');
  const tenant = await aTenant(world);
  const recurringId = newId();
  const monthly = { every: 1, unit: 'month' as const, startOn: '2027-01-31', review_days: 0 };
  const customerId = await aCustomer(world, tenant);
  const asked = { recurringId, customerId, name: 'Managed IT', lines: [line('a', 100_00)], ...monthly };
  await world.client.command(contract.createRecurringInvoice, asked, asStaff(tenant));
  const [row] = await world.admin<{ timer: string }[]>`
    select timer from invoicing.recurring_invoices where recurring_id = ${recurringId}`;
  const early = { recurringId, timer: row?.timer ?? '' };
  expect(await world.asInvoicing(contract.runRecurringInvoice, early, tenant)).toMatchObject({ state: 'active' });
  const runs = async () =>
    (await world.client.query(contract.getRecurringInvoice, { recurringId }, asStaff(tenant))).runs;
  expect(await runs()).toEqual([]);
  await moveTo(world, tenant, '2027-01-31T09:01:00Z');
  expect(await runs()).toMatchObject([{ periodOn: '2027-01-31', state: 'issued' }]);
});

test('a rate that is changed while an invoice goes out with it charges there what it charged, and then stays so', async () => {
  const tenant = await aTenant(world);
  const rateId = newId();
  const duty = { name: 'Duty', percent: '17.5', inclusive: false };
  await world.client.command(contract.createTaxRate, { rateId, ...duty, kind: 'standard' }, asStaff(tenant));
  const taxes = [{ id: `txr_${rateId.replaceAll('-', '')}`, ...duty }];
  const lines = [line('a', 100_00, { taxes })];
  const invoiceId = await aDraft(world, tenant, await aCustomer(world, tenant), { lines });
  await world.client.command(contract.setReminders, { steps: [] }, asStaff(tenant));
  const both = await world.admin.begin(async (sql) => {
    // Issuing waits here: it has read what the rate charges, and not yet written down that it is used.
    await sql`select 1 from invoicing.chasing_rules where tenant_id = ${tenant} for update`;
    const issued = issue(world, tenant, invoiceId);
    await waiting(1);
    const changed = world.client.command(contract.updateTaxRate, { rateId, percent: '20' }, asStaff(tenant));
    await waiting(2);
    return { outcomes: Promise.allSettled([issued, changed]) };
  });
  expect(await both.outcomes).toMatchObject([
    { status: 'fulfilled', value: { total: 117_50 } },
    { status: 'rejected', reason: { code: 'tax_rate_used' } },
  ]);
});
