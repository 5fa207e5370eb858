import { invoicing as contract, directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  type Draft,
  issue,
  line,
  openWorld,
  read,
  reserve,
  type World,
} from './world.ts';

let world: World;
let tenant: string;
beforeAll(async () => {
  world = await openWorld();
  tenant = await aTenant(world);
});
afterAll(() => world?.stop());

const update = (draft: Draft) => world.client.command(contract.updateDraft, draft, asStaff(tenant));
const discard = (invoiceId: string) => world.client.command(contract.discardDraft, { invoiceId }, asStaff(tenant));
const draftsSaid = async (invoiceId: string) =>
  (await world.said(tenant, { drafts: true })).filter(
    (event) => event.name === 'invoiceDrafted' && event.invoiceId === invoiceId,
  );

test('a draft is replaced whole, its customer, currency and texts too, and each time it is said', async () => {
  const [ada, grace] = [await aCustomer(world, tenant), await aCustomer(world, tenant, { currency: 'EUR' })];
  const invoiceId = await aDraft(world, tenant, ada, { note: 'For Ada', poNumber: 'PO-1', terms_days: 3 });
  const total = (await update({ invoiceId, customerId: grace, lines: [line('z', 10_00)], note: 'For Grace' })).total;
  expect(total).toBe(12_00);
  expect(await read(world, { tenant, invoiceId })).toMatchObject({
    status: 'draft',
    customerId: grace,
    currency: 'EUR',
    note: 'For Grace',
    poNumber: null,
    terms_days: 30,
    lines: [{ id: 'z', total: 12_00 }],
  });
  const ofGrace = { invoiceId, customerId: grace, currency: 'EUR', total: 12_00 };
  expect(await draftsSaid(invoiceId)).toMatchObject([{ customerId: ada, currency: 'GBP', total: 120_00 }, ofGrace]);
  expect(await issue(world, tenant, invoiceId)).toMatchObject({ total: 12_00, currency: 'EUR' });
});

test('what is asked for comes back as it was asked for, discounts and taxes too', async () => {
  const customerId = await aCustomer(world, tenant);
  const taxes = [{ id: 'rc', name: 'Reverse charge', percent: '20', inclusive: false, kind: 'reverseCharge' as const }];
  const lines = [line('a', 50_00, { discount: { amount: 5_00 } }), line('b', 10_00, { taxes, quantity: '2.5' })];
  const invoiceId = await aDraft(world, tenant, customerId, { lines, discount: { percent: '10' }, terms_days: 5 });
  const invoice = await read(world, { tenant, invoiceId });
  expect(invoice).toMatchObject({ discount: { percent: '10' }, terms_days: 5 });
  expect(invoice.lines.map(({ id, discount, taxes }) => ({ id, discount, taxes }))).toEqual([
    { id: 'a', discount: { amount: 5_00 }, taxes: lines[0]?.taxes },
    { id: 'b', discount: null, taxes },
  ]);
  expect(new Date(invoice.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('a change that is refused leaves the draft as it was', async () => {
  const customerId = await aCustomer(world, tenant);
  const invoiceId = await aDraft(world, tenant, customerId);
  const before = await read(world, { tenant, invoiceId });
  await expect(update({ invoiceId, customerId, lines: [line('a', 1), line('a', 1)] })).rejects.toMatchObject({
    errors: [{ path: 'lines.1.id' }],
  });
  await expect(update({ invoiceId, customerId: newId(), lines: [line('a', 1)] })).rejects.toMatchObject({
    code: 'customer_not_found',
  });
  expect(await read(world, { tenant, invoiceId })).toEqual(before);
});

test('what was issued is neither changed nor discarded, nor what nobody has', async () => {
  const owed = await anInvoice(world);
  const staff = asStaff(owed.tenant);
  const draft = { invoiceId: owed.invoiceId, customerId: owed.customerId, lines: [line('a', 1)] };
  const refused = { kind: 'rejected', code: 'invoice_issued' };
  await expect(world.client.command(contract.updateDraft, draft, staff)).rejects.toMatchObject(refused);
  await expect(world.client.command(contract.discardDraft, { invoiceId: owed.invoiceId }, staff)).rejects.toMatchObject(
    refused,
  );
  expect(await read(world, owed)).toMatchObject({ status: 'open', due: 120_00 });
  await expect(discard(newId())).rejects.toMatchObject({ code: 'invoice_not_found' });
});

test('a discarded draft leaves nothing behind, and takes no number', async () => {
  const customerId = await aCustomer(world, tenant);
  const invoiceId = await aDraft(world, tenant, customerId);
  // An attempt that was refused the draft has ended on it.
  await expect(reserve(world, { tenant, customerId, invoiceId }, newId())).rejects.toMatchObject({
    code: 'invoice_draft',
  });
  const cancelled = { attemptId: newId(), invoiceId, customerId };
  await world.settled(await world.tellCancelled(tenant, cancelled), 'onAttemptCancelled');
  expect(await discard(invoiceId)).toEqual({ invoiceId });
  await expect(read(world, { tenant, invoiceId })).rejects.toMatchObject({ code: 'invoice_not_found' });
  for (const table of ['invoices', 'timeline', 'holds'])
    expect(
      await world.admin`select 1 from ${world.admin(`invoicing.${table}`)} where invoice_id = ${invoiceId}`,
    ).toEqual([]);
  // Its id is free again.
  await aDraft(world, tenant, customerId, { invoiceId, lines: [line('b', 10_00)] });
  expect(await read(world, { tenant, invoiceId })).toMatchObject({ totals: { total: 12_00 } });
});

test('a draft issued and changed at the same moment is the one or the other, and its document agrees with it', async () => {
  const customerId = await aCustomer(world, tenant);
  const ids = await Promise.all(Array.from({ length: 6 }, () => aDraft(world, tenant, customerId)));
  await Promise.all(
    ids.flatMap((invoiceId) => [
      issue(world, tenant, invoiceId),
      update({ invoiceId, customerId, lines: [line('z', 10_00)] }).catch(() => undefined),
    ]),
  );
  for (const invoiceId of ids) {
    const invoice = await read(world, { tenant, invoiceId });
    const { model } = await world.client.query(contract.getDocument, { documentId: invoiceId }, asStaff(tenant));
    expect(model).toMatchObject({ totals: { total: invoice.totals.total }, lines: [{ id: invoice.lines[0]?.id }] });
  }
});

test('a customer made a moment ago can be billed at once, as directory knows them', async () => {
  const customerId = await aCustomer(world, tenant, { currency: 'JPY', terms_days: 9 });
  const forgotten = await world.admin`delete from invoicing.customers where customer_id = ${customerId}`;
  expect(forgotten.count).toBe(1);
  const invoiceId = await aDraft(world, tenant, customerId);
  expect(await read(world, { tenant, invoiceId })).toMatchObject({ currency: 'JPY', terms_days: 9 });
  expect(await issue(world, tenant, invoiceId)).toMatchObject({ currency: 'JPY' });
});

test("another tenant's customer cannot be billed", async () => {
  const stranger = await aTenant(world);
  const theirs = await aCustomer(world, stranger);
  await expect(aDraft(world, tenant, theirs)).rejects.toMatchObject({ code: 'customer_not_found' });
  expect(
    await world.admin`select 1 from invoicing.customers where customer_id = ${theirs} and tenant_id = ${tenant}`,
  ).toEqual([]);
});

test('a customer that changed is billed as they are now', async () => {
  const customerId = await aCustomer(world, tenant, { terms_days: 14 });
  const changed = { customerId, name: 'Ada Ltd', email: 'ada@example.com', currency: 'EUR', terms_days: 2 };
  await world.client.command(directory.updateCustomer, changed, asStaff(tenant));
  await until('the change', async () => {
    const rows = await world.admin`
      select 1 from invoicing.customers where customer_id = ${customerId} and currency = 'EUR' and terms_days = 2`;
    return rows.length === 1;
  });
  const invoiceId = await aDraft(world, tenant, customerId);
  expect(await read(world, { tenant, invoiceId })).toMatchObject({ currency: 'EUR', terms_days: 2 });
});
