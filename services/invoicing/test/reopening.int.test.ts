import { invoicing as contract } from '@purser/contracts';
import { asStaff, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, moveTo, openWorld, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

/** Issued on 1 March 2027, due on the 31st, and written off before its first reminder; with the timer of that. */
async function aWrittenOff() {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  await world.client.command(contract.setReminders, { steps: [1] }, asStaff(tenant));
  const invoiceId = await aDraft(world, tenant, await aCustomer(world, tenant));
  await issue(world, tenant, invoiceId);
  await world.client.command(contract.writeOffInvoice, { invoiceId, reason: 'Gone.' }, asStaff(tenant));
  const [chase] = await world.admin<{ timer: string }[]>`
    select timer from invoicing.chases where invoice_id = ${invoiceId}`;
  return { tenant, invoiceId, timer: chase?.timer ?? '' };
}

const waiting = (count: number) =>
  until(`${count} to wait for the invoice`, async () => {
    const rows = await world.admin`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return rows.length === count;
  });

test('an invoice is reopened just as its timer rings: one waits for the other, and the old timer counts no more', async () => {
  const { tenant, invoiceId, timer } = await aWrittenOff();
  const both = await world.admin.begin(async (sql) => {
    await sql`select 1 from invoicing.invoices where invoice_id = ${invoiceId} for update`;
    const reopened = world.client.command(contract.reopenInvoice, { invoiceId }, asStaff(tenant));
    await waiting(1);
    const chased = world.asInvoicing(contract.chaseInvoice, { invoiceId, timer }, tenant);
    await waiting(2);
    return { outcomes: Promise.all([reopened, chased]) };
  });
  expect(await both.outcomes).toMatchObject([{ due: 120_00 }, { next: null }]);
  const tried = await world.admin<{ failed: number }[]>`
    select attempts as failed from invoicing.ledger where tenant_id = ${tenant}
      and handler in ('invoicing.reopenInvoice', 'invoicing.chaseInvoice') and status = 'done'`;
  expect(tried.map(({ failed }) => failed)).toEqual([0, 0]);
  await moveTo(world, tenant, '2027-04-01T08:01:00Z');
  const reminders = (await world.said(tenant)).filter(({ name }) => name === 'reminderDue');
  expect(reminders.map(({ step, due }) => [step, due])).toEqual([[1, 120_00]]);
});
