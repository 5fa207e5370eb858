import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  line,
  moveTo,
  type Owed,
  openWorld,
  pay,
  record,
  reserve,
  setTime,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

const london = { timeZone: 'Europe/London', terms_days: 30 };

function setReminders(tenant: string, ...steps: number[]) {
  return world.client.command(contract.setReminders, { steps }, asStaff(tenant));
}

/** An open invoice of a tenant that reminds, issued on 1 March 2027 and due on the 31st. */
async function aRemindedInvoice(steps: number[], settings = london): Promise<Owed> {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world, settings);
  const customerId = await aCustomer(world, tenant);
  await setReminders(tenant, ...steps);
  const invoiceId = await aDraft(world, tenant, customerId);
  await issue(world, tenant, invoiceId);
  return { tenant, customerId, invoiceId };
}

async function reminded(tenant: string): Promise<{ step: number; days: number; due: number }[]> {
  const said = await world.said(tenant);
  return said.filter(({ name }) => name === 'reminderDue').map(({ step, days, due }) => ({ step, days, due }));
}

test('an invoice that stays unpaid is reminded of once at each step, in the morning of its day', async () => {
  const { tenant, invoiceId } = await aRemindedInvoice([-3, 1, 7]);
  await moveTo(world, tenant, '2027-03-28T07:59:00Z');
  expect(await reminded(tenant)).toEqual([]);
  // The clocks went forward that night: nine in London is eight in UTC.
  await moveTo(world, tenant, '2027-03-28T08:01:00Z');
  expect(await reminded(tenant)).toEqual([{ step: -3, days: -3, due: 120_00 }]);
  await moveTo(world, tenant, '2027-03-28T20:00:00Z');
  await moveTo(world, tenant, '2027-04-01T08:01:00Z');
  await moveTo(world, tenant, '2027-04-07T08:01:00Z');
  await moveTo(world, tenant, '2027-12-31T08:01:00Z');
  expect(await reminded(tenant)).toEqual([
    { step: -3, days: -3, due: 120_00 },
    { step: 1, days: 1, due: 120_00 },
    { step: 7, days: 7, due: 120_00 },
  ]);
  const { entries } = await world.client.query(contract.getTimeline, { invoiceId }, asStaff(tenant));
  const told = entries.filter(({ what }) => what === 'reminded');
  expect(told.map(({ amount, actor }) => [amount, actor.kind])).toEqual(Array(3).fill([120_00, 'service']));
});

test('after downtime the latest step alone is sent, and says how late it is; the missed ones never come', async () => {
  const { tenant } = await aRemindedInvoice([-3, 1, 7, 14]);
  await moveTo(world, tenant, '2027-04-10T08:01:00Z');
  expect(await reminded(tenant)).toEqual([{ step: 7, days: 10, due: 120_00 }]);
  await moveTo(world, tenant, '2028-04-10T08:01:00Z');
  expect((await reminded(tenant)).map(({ step }) => step)).toEqual([7, 14]);
});

test.each<[string, (owed: Owed) => Promise<unknown>]>([
  ['paid by card', (owed) => pay(world, owed)],
  ['paid another way', (owed) => record(world, owed)],
  [
    'voided',
    ({ tenant, invoiceId }) =>
      world.client.command(contract.voidInvoice, { invoiceId, reason: 'Wrong' }, asStaff(tenant)),
  ],
  [
    'credited in full',
    ({ tenant, invoiceId }) =>
      world.client.command(
        contract.creditInvoice,
        { creditNoteId: newId(), invoiceId, reason: 'Returned' },
        asStaff(tenant),
      ),
  ],
])('an invoice that was %s is not reminded of', async (_what, settle) => {
  const owed = await aRemindedInvoice([-3, 1]);
  await settle(owed);
  await moveTo(world, owed.tenant, '2027-05-01T08:01:00Z');
  expect(await reminded(owed.tenant)).toEqual([]);
});

test('paid in part, it is reminded of what is left', async () => {
  const owed = await aRemindedInvoice([1]);
  await pay(world, owed, { amount: 100_00 });
  await moveTo(world, owed.tenant, '2027-04-01T08:01:00Z');
  expect(await reminded(owed.tenant)).toEqual([{ step: 1, days: 1, due: 20_00 }]);
});

test('while a payment is under way nobody is reminded; the next morning they are, if it came to nothing', async () => {
  const owed = await aRemindedInvoice([1]);
  const attemptId = newId();
  await reserve(world, owed, attemptId);
  await moveTo(world, owed.tenant, '2027-04-01T09:00:00Z');
  expect(await reminded(owed.tenant)).toEqual([]);
  await world.asPayments.command(
    contract.releasePayment,
    { invoiceId: owed.invoiceId, attemptId },
    asService(owed.tenant, 'payments'),
  );
  await moveTo(world, owed.tenant, '2027-04-02T08:01:00Z');
  expect(await reminded(owed.tenant)).toEqual([{ step: 1, days: 2, due: 120_00 }]);
});

test('paid at the very moment, it is either paid or reminded of before, and the reminder says what was due then', async () => {
  const owed = await aRemindedInvoice([1]);
  setTime(world, '2027-04-01T08:01:00Z');
  await pay(world, owed);
  await moveTo(world, owed.tenant, '2027-04-01T08:02:00Z');
  const said = (await world.said(owed.tenant)).map(({ name }) => name);
  const [paid, told] = [said.indexOf('invoicePaid'), said.indexOf('reminderDue')];
  expect(paid).toBeGreaterThan(-1);
  expect(told < paid).toBe(true);
});

test('a schedule set later reminds of open invoices too, but not of steps whose day is over', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const { tenant } = await anInvoice(world);
  await moveTo(world, tenant, '2027-04-09T12:00:00Z');
  await setReminders(tenant, 1, 9, 14);
  await moveTo(world, tenant, '2027-04-09T12:01:00Z');
  // It has been due for nine days: that step falls on the day itself.
  expect(await reminded(tenant)).toEqual([{ step: 9, days: 9, due: 120_00 }]);
  await setReminders(tenant, 1, 9, 20);
  await moveTo(world, tenant, '2027-06-09T12:01:00Z');
  expect((await reminded(tenant)).map(({ step }) => step)).toEqual([9, 20]);
});

test('a schedule taken away reminds of nothing', async () => {
  const { tenant } = await aRemindedInvoice([1, 7]);
  await setReminders(tenant);
  await moveTo(world, tenant, '2027-06-09T12:01:00Z');
  expect(await reminded(tenant)).toEqual([]);
});

test('a customer who wants none gets none, until staff say otherwise', async () => {
  const { tenant, customerId } = await aRemindedInvoice([1, 7]);
  const set = (reminders: boolean) =>
    world.client.command(contract.setCustomerReminders, { customerId, reminders }, asStaff(tenant));
  await set(false);
  expect(await world.client.query(contract.getCustomerReminders, { customerId }, asStaff(tenant))).toEqual({
    reminders: false,
  });
  await moveTo(world, tenant, '2027-04-02T08:01:00Z');
  expect(await reminded(tenant)).toEqual([]);
  await set(true);
  await moveTo(world, tenant, '2027-04-07T08:01:00Z');
  expect((await reminded(tenant)).at(-1)?.step).toBe(7);
});

test('an invoice dated back is not reminded of before the day after it was sent', async () => {
  setTime(world, '2027-06-01T06:00:00Z');
  const tenant = await aTenant(world, london);
  const customerId = await aCustomer(world, tenant);
  await setReminders(tenant, 1, 7, 60);
  const invoiceId = await aDraft(world, tenant, customerId, { terms_days: 0 });
  await issue(world, tenant, invoiceId, { issueDate: '2027-04-03' });
  await moveTo(world, tenant, '2027-06-01T12:00:00Z');
  expect(await reminded(tenant)).toEqual([]);
  await moveTo(world, tenant, '2027-06-02T08:01:00Z');
  expect(await reminded(tenant)).toEqual([{ step: 60, days: 60, due: 120_00 }]);
});

test('a timer that was replaced does nothing, however often it rings', async () => {
  const { tenant, invoiceId } = await aRemindedInvoice([1]);
  await moveTo(world, tenant, '2027-04-01T08:01:00Z');
  const timers = await world.admin<{ timer: string }[]>`
    select distinct envelope::json->'payload'->>'timer' as timer from invoicing.ledger
    where tenant_id = ${tenant} and handler = 'invoicing.chaseInvoice'`;
  const asInvoicing = await world.platform.speakAs('invoicing');
  for (const timer of [newId(), ...timers.map((row) => row.timer).filter(Boolean)])
    for (let i = 0; i < 3; i += 1)
      await asInvoicing.command(contract.chaseInvoice, { invoiceId, timer }, asService(tenant, 'invoicing'));
  expect(await reminded(tenant)).toHaveLength(1);
});

test('a schedule is put in order, each step once; what is none is refused', async () => {
  const tenant = await aTenant(world);
  expect(await setReminders(tenant, 14, -3, 7, 7, 1)).toEqual({ steps: [-3, 1, 7, 14] });
  const read = await world.client.query(contract.getChasing, {}, asStaff(tenant, 'readOnly'));
  expect(read).toMatchObject({ steps: [-3, 1, 7, 14], lateFees: null });
  for (const wrong of [[1.5], [366], [-61], Array(11).fill(1)])
    await expect(setReminders(tenant, ...wrong)).rejects.toMatchObject({ kind: 'invalid' });
});

test('only billing staff set it, for their own tenant', async () => {
  const tenant = await aTenant(world);
  const other = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  for (const who of [asStaff(tenant, 'support'), asStaff(tenant, 'readOnly'), asCustomer(tenant, customerId)])
    await expect(world.client.command(contract.setReminders, { steps: [1] }, who)).rejects.toMatchObject({
      kind: 'denied',
    });
  await setReminders(tenant, 5);
  expect(await world.client.query(contract.getChasing, {}, asStaff(other))).toMatchObject({ steps: [] });
  await expect(
    world.client.command(contract.setCustomerReminders, { customerId, reminders: false }, asStaff(other)),
  ).rejects.toMatchObject({ code: 'customer_not_found' });
});

test('an invoice that is issued while the schedule is set is reminded of all the same', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world, london);
  const customerId = await aCustomer(world, tenant);
  const drafts = await Promise.all(
    Array.from({ length: 6 }, () => aDraft(world, tenant, customerId, { lines: [line('a', 10_00)] })),
  );
  await Promise.all([...drafts.map((id) => issue(world, tenant, id)), setReminders(tenant, 1)]);
  await moveTo(world, tenant, '2027-04-01T08:01:00Z');
  expect(await reminded(tenant)).toHaveLength(6);
});
