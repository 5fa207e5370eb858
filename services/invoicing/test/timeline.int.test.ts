import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff, type Person } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, line, openWorld, pay, record, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const timeline = async (invoiceId: string, as: Person) =>
  (await world.client.query(contract.getTimeline, { invoiceId }, as)).entries;
const view = (invoiceId: string, as: Person) => world.client.command(contract.recordView, { invoiceId }, as);

test('what happened to an invoice is told in order, with who did it', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const customer = asCustomer(tenant, customerId);
  const staff = asStaff(tenant);
  const invoiceId = newId();
  const draft = { invoiceId, customerId, lines: [line('a', 100_00)] };
  await world.client.command(contract.draftInvoice, draft, staff);
  await world.client.command(contract.updateDraft, { ...draft, lines: [line('a', 200_00)] }, staff);
  await expect(timeline(invoiceId, customer)).rejects.toMatchObject({ code: 'invoice_not_found' });
  await expect(view(invoiceId, customer)).rejects.toMatchObject({ code: 'invoice_not_found' });
  await world.client.command(contract.issueInvoice, { invoiceId }, staff);
  for (let i = 0; i < 3; i++) await view(invoiceId, customer);
  const owed = { tenant, customerId, invoiceId };
  const card = await pay(world, owed, { amount: 100_00 });
  const transfer = await record(world, owed, { amount: 40_00 });
  const credit = { creditNoteId: newId(), invoiceId, reason: 'Returned' };
  await world.client.command(contract.creditInvoice, credit, staff);

  const by = { kind: 'staff', id: staff.actor.kind === 'staff' ? staff.actor.id : '' };
  const money = (amount: number) => ({ amount, currency: 'GBP' });
  const nothing = { amount: null, currency: null };
  const told = await timeline(invoiceId, asStaff(tenant, 'readOnly'));
  expect(told.map(({ at, text, ...entry }) => entry)).toEqual([
    { what: 'drafted', actor: by, ...money(120_00), sourceId: null },
    { what: 'changed', actor: by, ...money(240_00), sourceId: null },
    { what: 'issued', actor: by, ...money(240_00), sourceId: invoiceId },
    { what: 'viewed', actor: { kind: 'customer', id: customerId }, ...nothing, sourceId: null },
    {
      what: 'paymentAllocated',
      actor: { kind: 'service', id: 'payments' },
      ...money(100_00),
      sourceId: card.paymentId,
    },
    {
      what: 'paymentAllocated',
      actor: { kind: 'staff', id: expect.any(String) },
      ...money(40_00),
      sourceId: transfer.paymentId,
    },
    { what: 'credited', actor: by, ...money(240_00), sourceId: credit.creditNoteId },
  ]);
  expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).toSorted());
});

test('a customer is told from the issue on, and not who works for the tenant', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const invoiceId = await aDraft(world, tenant, customerId);
  await issue(world, tenant, invoiceId);
  await world.client.command(contract.voidInvoice, { invoiceId, reason: 'Wrong' }, asStaff(tenant));
  const entries = await timeline(invoiceId, asCustomer(tenant, customerId));
  expect(entries.map(({ what, actor }) => [what, actor])).toEqual([
    ['issued', { kind: 'staff', id: '' }],
    ['voided', { kind: 'staff', id: '' }],
  ]);
  const other = asCustomer(tenant, await aCustomer(world, tenant));
  await expect(timeline(invoiceId, other)).rejects.toMatchObject({ code: 'invoice_not_found' });
  await expect(view(invoiceId, other)).rejects.toMatchObject({ code: 'invoice_not_found' });
  await expect(view(invoiceId, asStaff(tenant))).rejects.toMatchObject({ kind: 'denied' });
});

test('seen many times at the same moment, an invoice was viewed once', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const invoiceId = await aDraft(world, tenant, customerId);
  await issue(world, tenant, invoiceId);
  await Promise.all(Array.from({ length: 8 }, () => view(invoiceId, asCustomer(tenant, customerId))));
  const viewed = (await timeline(invoiceId, asStaff(tenant))).filter(({ what }) => what === 'viewed');
  expect(viewed).toHaveLength(1);
});
