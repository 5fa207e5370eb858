import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  line,
  openWorld,
  pay,
  read,
  reserve,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

test('an invoice is drafted, issued, reserved, paid and settled, and each step is said', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant, { terms_days: 14 });
  const invoiceId = await aDraft(world, tenant, customerId, { note: 'Thank you', poNumber: 'PO-7' });
  const owed = { tenant, customerId, invoiceId };
  expect(await read(world, owed)).toMatchObject({
    status: 'draft',
    number: null,
    dueDate: null,
    due: 0,
    totals: { total: 120_00 },
  });

  world.platform.clock.setOffset(Date.parse('2027-03-01T12:00:00Z') - Date.now());
  const issued = await issue(world, tenant, invoiceId);
  expect(issued).toEqual({
    invoiceId,
    number: 'NW-0001',
    total: 120_00,
    currency: 'GBP',
    dueDate: '2027-03-15',
    status: 'open',
  });

  const attemptId = newId();
  const hold = await reserve(world, owed, attemptId, null, customerId);
  expect(hold).toEqual({ invoiceId, customerId, number: 'NW-0001', amount: 120_00, currency: 'GBP' });
  expect(await read(world, owed)).toMatchObject({ status: 'open', due: 120_00, held: 120_00 });

  const { paymentId } = await pay(world, owed, { attemptId, receivedAt: '2027-03-01T23:30:00Z' });
  const paid = await read(world, owed);
  expect(paid).toMatchObject({ status: 'paid', paid: 120_00, due: 0, held: 0, note: 'Thank you', poNumber: 'PO-7' });
  expect(paid.allocations).toEqual([{ paymentId, amount: 120_00, reversed: 0 }]);
  expect(paid.lines[0]).toMatchObject({ id: 'a', net: 100_00, tax: 20_00, total: 120_00 });
  expect(paid.lines[0]?.why).toContain('VAT at 20% of 100.00 GBP: 20.00 GBP.');
  const ofInvoice = { invoiceId, customerId, currency: 'GBP' };
  expect(await world.said(tenant)).toMatchObject([
    {
      name: 'invoiceIssued',
      ...ofInvoice,
      number: 'NW-0001',
      issueDate: '2027-03-01',
      net: 100_00,
      tax: 20_00,
      total: 120_00,
    },
    { name: 'paymentAllocated', ...ofInvoice, paymentId, amount: 120_00, date: '2027-03-01' },
    { name: 'invoicePaid', ...ofInvoice, paid: 120_00 },
  ]);
  world.platform.clock.setOffset(0);
});

test('a part settles a part; more than is due becomes credit, and staff are told', async () => {
  const owed = await anInvoice(world);
  const first = await pay(world, owed, { amount: 50_00 });
  expect(await read(world, owed)).toMatchObject({ status: 'partlyPaid', paid: 50_00, due: 70_00 });
  const second = await pay(world, owed, { amount: 100_00 });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, due: 0 });
  const credit = await world.client.query(
    contract.getCredit,
    { customerId: owed.customerId },
    asCustomer(owed.tenant, owed.customerId),
  );
  expect(credit).toEqual({ credits: [{ currency: 'GBP', amount: 30_00 }] });
  expect(await world.said(owed.tenant)).toMatchObject([
    { name: 'invoiceIssued' },
    { name: 'paymentAllocated', paymentId: first.paymentId, amount: 50_00 },
    { name: 'invoicePartlyPaid', paid: 50_00, due: 70_00 },
    { name: 'paymentAllocated', paymentId: second.paymentId, amount: 70_00 },
    { name: 'invoicePaid', paid: 120_00 },
    {
      name: 'creditCreated',
      customerId: owed.customerId,
      amount: 30_00,
      source: 'payment',
      sourceId: second.paymentId,
    },
  ]);
});

test('money for an invoice that is paid or void is credit in full', async () => {
  const owed = await anInvoice(world, { lines: [line('a', 10_00, { taxes: [] })] });
  await world.client.command(
    contract.voidInvoice,
    { invoiceId: owed.invoiceId, reason: 'Wrong customer' },
    asStaff(owed.tenant),
  );
  await pay(world, owed, { amount: 10_00 });
  const credit = await world.client.query(contract.getCredit, { customerId: owed.customerId }, asStaff(owed.tenant));
  expect(credit.credits).toEqual([{ currency: 'GBP', amount: 10_00 }]);
  expect(await read(world, owed)).toMatchObject({ status: 'void', paid: 0, due: 0 });
  expect((await world.said(owed.tenant)).map(({ name }) => name)).toEqual([
    'invoiceIssued',
    'invoiceVoided',
    'creditCreated',
  ]);
});
