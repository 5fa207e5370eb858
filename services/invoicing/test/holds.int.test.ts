import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  type Owed,
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

const release = ({ tenant, invoiceId }: Owed, attemptId: string) =>
  world.asPayments.command(contract.releasePayment, { invoiceId, attemptId }, asService(tenant, 'payments'));

test('an attempt that asks again gets what it has, and not another amount', async () => {
  const owed = await anInvoice(world);
  const attemptId = newId();
  const first = await reserve(world, owed, attemptId, 50_00);
  expect(await reserve(world, owed, attemptId, 50_00)).toEqual(first);
  await expect(reserve(world, owed, attemptId, 60_00)).rejects.toMatchObject({
    kind: 'conflict',
    code: 'amount_differs',
  });
  expect(await read(world, owed)).toMatchObject({ held: 50_00, due: 120_00 });
});

test('of many attempts at once exactly one holds the invoice, and the others do not learn which', async () => {
  const owed = await anInvoice(world);
  const attempts = Array.from({ length: 12 }, () => newId());
  const asking = (attemptId: string) =>
    world.asPayments.send(
      contract.reservePayment,
      { invoiceId: owed.invoiceId, attemptId, amount: null, customerId: null },
      asService(owed.tenant, 'payments'),
    );
  const settled = await world.meetOn(owed.invoiceId, () => attempts.map(asking));
  const outcomes = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
  expect(refused).toHaveLength(11);
  for (const outcome of refused) {
    expect(outcome).toMatchObject({ fault: { kind: 'conflict', code: 'payment_in_progress' } });
    for (const attemptId of attempts) expect(JSON.stringify(outcome)).not.toContain(attemptId);
  }
});

test('no more than is due is held, and nothing on a draft, a void or a settled invoice', async () => {
  const owed = await anInvoice(world);
  await expect(reserve(world, owed, newId(), 120_01)).rejects.toMatchObject({
    kind: 'rejected',
    code: 'amount_exceeds_due',
    errors: [{ path: 'amount' }],
  });
  await pay(world, owed);
  await expect(reserve(world, owed, newId())).rejects.toMatchObject({ kind: 'rejected', code: 'nothing_due' });
  const draft = { ...owed, invoiceId: await aDraft(world, owed.tenant, owed.customerId) };
  await expect(reserve(world, draft, newId())).rejects.toMatchObject({ kind: 'rejected', code: 'invoice_draft' });
  const other = await anInvoice(world);
  await world.client.command(contract.voidInvoice, { invoiceId: other.invoiceId, reason: 'x' }, asStaff(other.tenant));
  await expect(reserve(world, other, newId())).rejects.toMatchObject({ kind: 'rejected', code: 'invoice_void' });
});

test('while it is held an invoice is neither voided nor credited; released, it is', async () => {
  const owed = await anInvoice(world);
  const staff = asStaff(owed.tenant);
  const voiding = { invoiceId: owed.invoiceId, reason: 'Wrong customer' };
  const crediting = { invoiceId: owed.invoiceId, creditNoteId: newId(), reason: 'Returned' };
  const attemptId = newId();
  await reserve(world, owed, attemptId);
  const busy = { kind: 'rejected', code: 'payment_in_progress' };
  await expect(world.client.command(contract.voidInvoice, voiding, staff)).rejects.toMatchObject(busy);
  await expect(world.client.command(contract.creditInvoice, crediting, staff)).rejects.toMatchObject(busy);
  expect(await release(owed, attemptId)).toEqual({ released: true });
  expect(await release(owed, attemptId)).toEqual({ released: false });
  expect(await world.client.command(contract.voidInvoice, voiding, staff)).toMatchObject({ status: 'void' });
});

test('an attempt that has ended holds nothing again, even when it ended before it asked', async () => {
  const owed = await anInvoice(world);
  const attemptId = newId();
  expect(await release(owed, attemptId)).toEqual({ released: false });
  await expect(reserve(world, owed, attemptId)).rejects.toMatchObject({ kind: 'conflict', code: 'attempt_ended' });
  expect(await read(world, owed)).toMatchObject({ held: 0 });
  await reserve(world, owed, newId());
});

test("releasing by another invoice's id leaves the hold", async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const [one, two] = await Promise.all(
    [0, 1].map(async () => {
      const invoiceId = await aDraft(world, tenant, customerId);
      await world.client.command(contract.issueInvoice, { invoiceId }, asStaff(tenant));
      return { tenant, customerId, invoiceId };
    }),
  );
  if (!one || !two) throw new Error('two invoices were asked for');
  const attemptId = newId();
  await reserve(world, one, attemptId);
  expect(await release(two, attemptId)).toEqual({ released: false });
  expect(await read(world, one)).toMatchObject({ held: 120_00 });
  await expect(reserve(world, two, attemptId)).rejects.toMatchObject({ kind: 'conflict', code: 'attempt_elsewhere' });
});

test("another customer's reservation finds no invoice", async () => {
  const owed = await anInvoice(world);
  const other = await aCustomer(world, owed.tenant);
  await expect(reserve(world, owed, newId(), null, other)).rejects.toMatchObject({
    kind: 'notFound',
    code: 'invoice_not_found',
  });
});
