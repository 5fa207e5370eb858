import { invoicing as contract } from '@purser/contracts';
import { asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDraft, anInvoice, issue, openWorld, pay, read, readDocument, record, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

test('the documents of a customer who was erased are gone; the figures stay, and money is still recorded', async () => {
  const owed = await anInvoice(world, { note: 'For Ada' });
  const { tenant, customerId, invoiceId } = owed;
  const staff = asStaff(tenant);
  const early = await record(world, owed, { amount: 10_00 });
  const draft = await aDraft(world, tenant, customerId);
  await world.erase(tenant, customerId);

  const erased = { kind: 'rejected', code: 'erased' };
  for (const documentId of [invoiceId, early.paymentId]) {
    await expect(readDocument(world, tenant, documentId)).rejects.toMatchObject(erased);
    await expect(world.client.command(contract.renderDocument, { documentId }, staff)).rejects.toMatchObject(erased);
  }
  await expect(issue(world, tenant, draft)).rejects.toMatchObject(erased);
  expect(await read(world, owed)).toMatchObject({ number: 'NW-0001', note: null, due: 110_00 });
  expect(await world.client.query(contract.invoicesPanel, {}, staff)).toMatchObject({ rows: [{}, {}] });

  const late = await record(world, owed, { amount: 20_00, reference: 'From Ada' });
  expect(late).toMatchObject({ allocated: 20_00, status: 'partlyPaid' });
  const card = await pay(world, owed, { amount: 100_00 });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00 });
  for (const { paymentId } of [late, card])
    await expect(readDocument(world, tenant, paymentId)).rejects.toMatchObject({ code: 'document_not_found' });
  const allocated = (await world.said(tenant)).filter(({ name }) => name === 'paymentAllocated');
  expect(allocated.map(({ receipt }) => receipt)).toEqual([undefined, false, false]);
  expect(
    await world.admin`select reference from invoicing.outside_payments where payment_id = ${late.paymentId}`,
  ).toEqual([{ reference: null }]);
});
