import { invoicing as contract } from '@purser/contracts';
import type { ReceiptDocument } from '@purser/document';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aDraft,
  anInvoice,
  type Owed,
  openWorld,
  pay,
  payment,
  read,
  readDocument,
  record,
  reserve,
  setTime,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

async function receipt({ tenant }: Owed, paymentId: string): Promise<ReceiptDocument> {
  const { model } = await readDocument(world, tenant, paymentId);
  if (model.kind !== 'receipt') throw new Error('a receipt was asked for');
  return model;
}
const creditOf = async ({ tenant, customerId }: Owed) =>
  (await world.client.query(contract.getCredit, { customerId }, asStaff(tenant))).credits;
const gbp = (amount: number) => [{ currency: 'GBP', amount }];

test('money from outside settles in parts, each with a receipt, and what is beyond the debt is credit', async () => {
  const owed = await anInvoice(world);
  const { invoiceId, customerId } = owed;
  const [today] = new Date().toISOString().split('T');
  const first = await record(world, owed, { amount: 50_00, method: 'cash' });
  expect(first).toMatchObject({ allocated: 50_00, credit: 0, status: 'partlyPaid' });
  const second = await record(world, owed, { amount: 100_00, method: 'cheque', reference: 'Cheque 7' });
  expect(second).toMatchObject({ allocated: 70_00, credit: 30_00, status: 'paid' });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, due: 0 });
  expect(await creditOf(owed)).toEqual(gbp(30_00));
  const ofInvoice = { invoiceId, customerId, currency: 'GBP' };
  const [one, two] = [{ paymentId: first.paymentId }, { paymentId: second.paymentId }];
  expect((await world.said(owed.tenant)).slice(1)).toEqual([
    { name: 'outsidePaymentRecorded', ...ofInvoice, ...one, amount: 50_00, method: 'cash', date: today },
    { name: 'paymentAllocated', ...ofInvoice, ...one, amount: 50_00, date: today, due: 70_00 },
    { name: 'invoicePartlyPaid', ...ofInvoice, paid: 50_00, due: 70_00 },
    { name: 'outsidePaymentRecorded', ...ofInvoice, ...two, amount: 100_00, method: 'cheque', date: today },
    { name: 'paymentAllocated', ...ofInvoice, ...two, amount: 70_00, date: today, due: 0 },
    { name: 'invoicePaid', ...ofInvoice, paid: 120_00 },
    {
      name: 'creditCreated',
      customerId,
      currency: 'GBP',
      amount: 30_00,
      date: today,
      source: 'payment',
      sourceId: second.paymentId,
    },
  ]);
  const invoice = (await readDocument(world, owed.tenant, invoiceId)).model;
  expect(await receipt(owed, first.paymentId)).toEqual({
    version: 1,
    kind: 'receipt',
    number: 'R-NW-0001-1',
    locale: 'en-GB',
    currency: 'GBP',
    issuer: invoice.issuer,
    recipient: invoice.recipient,
    brand: invoice.brand,
    paidOn: today,
    amount: 50_00,
    method: 'Cash',
    invoice: { number: 'NW-0001', issuedOn: today, total: 120_00, paidBefore: 0, remaining: 70_00 },
  });
  expect(await receipt(owed, second.paymentId)).toMatchObject({
    number: 'R-NW-0001-2',
    method: 'Cheque',
    amount: 100_00,
    invoice: { paidBefore: 50_00, remaining: 0 },
  });
});

test('a card payment has a receipt too; one that settles nothing has none', async () => {
  const owed = await anInvoice(world);
  const card = await pay(world, owed, { amount: 150_00, receivedAt: '2027-03-01T12:00:00Z' });
  expect(await receipt(owed, card.paymentId)).toMatchObject({
    number: 'R-NW-0001-1',
    method: 'Card',
    paidOn: '2027-03-01',
    amount: 150_00,
    invoice: { remaining: 0 },
  });
  expect((await world.said(owed.tenant))[1]).toMatchObject({ name: 'paymentAllocated', amount: 120_00, due: 0 });
  const more = await record(world, owed, { amount: 10_00 });
  expect(more).toMatchObject({ allocated: 0, credit: 10_00, status: 'paid' });
  await expect(readDocument(world, owed.tenant, more.paymentId)).rejects.toMatchObject({ code: 'document_not_found' });
});

test('a transfer while a card attempt is under way is recorded; the hold stays, and the card money becomes credit', async () => {
  const owed = await anInvoice(world);
  const attemptId = newId();
  await reserve(world, owed, attemptId);
  expect(await record(world, owed)).toMatchObject({ allocated: 120_00, status: 'paid' });
  expect(await read(world, owed)).toMatchObject({ due: 0, held: 120_00 });
  await pay(world, owed, { attemptId });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, held: 0 });
  expect(await creditOf(owed)).toEqual(gbp(120_00));
});

test('a transfer recorded after the card was charged becomes credit', async () => {
  const owed = await anInvoice(world);
  const attemptId = newId();
  await reserve(world, owed, attemptId);
  await pay(world, owed, { attemptId });
  expect(await record(world, owed)).toMatchObject({ allocated: 0, credit: 120_00, status: 'paid' });
  expect(await creditOf(owed)).toEqual(gbp(120_00));
});

test('card and transfer at the same moment: each unit settles or is credit, none is lost, none counts twice', async () => {
  const owed = await anInvoice(world);
  const attemptId = newId();
  await reserve(world, owed, attemptId, 100_00);
  const card = payment(owed, { attemptId, amount: 100_00 });
  const messages = [newId(), newId()];
  const work = () => [
    ...messages.map((id) => world.tellSucceeded(owed.tenant, card, id)),
    record(world, owed, { amount: 50_00 }),
    record(world, owed, { amount: 30_00 }),
  ];
  // What is told is taken in batches: one of them waits for the lock, with whoever records.
  const outcomes = await world.meetOn<unknown>(owed.invoiceId, work, { meeting: 3 });
  expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
  for (const id of messages) await world.settled(id, 'onPaymentSucceeded');
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, due: 0, held: 0 });
  expect(await creditOf(owed)).toEqual(gbp(60_00));
  const numbers = await world.admin<{ number: string }[]>`
    select number from invoicing.documents where tenant_id = ${owed.tenant} and kind = 'receipt' order by number`;
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, i) => `R-NW-0001-${i + 1}`));
});

test('a payment is recorded once under its id, whoever asks again and at whatever moment', async () => {
  const owed = await anInvoice(world);
  const paymentId = newId();
  const outcomes = await world.meetOn(owed.invoiceId, () =>
    Array.from({ length: 6 }, () => record(world, owed, { paymentId, amount: 10_00 })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'payment_exists' });
  expect(await read(world, owed)).toMatchObject({ paid: 10_00, due: 110_00 });
  const card = await pay(world, owed, { amount: 20_00 });
  await expect(record(world, owed, { paymentId: card.paymentId })).rejects.toMatchObject({ code: 'payment_exists' });
});

test('an id that another invoice takes at the same moment is a conflict, and nothing counts', async () => {
  const owed = await anInvoice(world);
  const paymentId = newId();
  const { recording } = await world.admin.begin(async (sql) => {
    await sql`
      insert into invoicing.outside_payments (tenant_id, payment_id, invoice_id, customer_id, amount, currency, method,
        received_on, created_at)
      values (${owed.tenant}, ${paymentId}, ${owed.invoiceId}, ${owed.customerId}, 1, 'GBP', 'cash', '2026-01-01', now())`;
    const asked = Promise.allSettled([record(world, owed, { paymentId })]);
    await until('the other to wait', async () => {
      const waiting = await world.admin`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return waiting.length === 1;
    });
    return { recording: asked };
  });
  expect(await recording).toMatchObject([{ status: 'rejected', reason: { code: 'payment_exists' } }]);
  expect(await read(world, owed)).toMatchObject({ paid: 0 });
});

test('money is recorded for a day between the issue and today, on the wall of the tenant', async () => {
  setTime(world, '2027-03-10T12:00:00Z');
  const owed = await anInvoice(world);
  setTime(world, '2027-03-12T12:00:00Z');
  const refused = (receivedOn: string) => record(world, owed, { amount: 1, receivedOn });
  await expect(refused('2027-03-13')).rejects.toMatchObject({ errors: [{ path: 'receivedOn', code: 'in_future' }] });
  await expect(refused('2027-03-09')).rejects.toMatchObject({ errors: [{ path: 'receivedOn', code: 'before_issue' }] });
  for (const day of ['2027-03-10', '2027-03-12']) await refused(day);
  expect(await read(world, owed)).toMatchObject({ paid: 2 });
  setTime(world, 0);
});

test('a draft takes no money; money for a void invoice is credit', async () => {
  const owed = await anInvoice(world);
  const draft = { ...owed, invoiceId: await aDraft(world, owed.tenant, owed.customerId) };
  await expect(record(world, draft)).rejects.toMatchObject({ kind: 'rejected', code: 'invoice_draft' });
  const voiding = { invoiceId: owed.invoiceId, reason: 'Wrong customer' };
  await world.client.command(contract.voidInvoice, voiding, asStaff(owed.tenant));
  expect(await record(world, owed)).toMatchObject({ allocated: 0, credit: 120_00, status: 'void' });
});

test('whether a receipt is to be mailed is said; nothing is promised that does not exist', async () => {
  const owed = await anInvoice(world);
  await record(world, owed, { amount: 10_00, receipt: false });
  await record(world, owed, { amount: 10_00, receipt: true });
  // Issued before documents were kept.
  await world.admin`delete from invoicing.documents where invoice_id = ${owed.invoiceId}`;
  const bare = await record(world, owed, { amount: 10_00 });
  expect(bare).toMatchObject({ allocated: 10_00, status: 'partlyPaid' });
  const allocated = (await world.said(owed.tenant)).filter(({ name }) => name === 'paymentAllocated');
  expect(allocated.map(({ receipt: mailed }) => mailed)).toEqual([false, true, false]);
});

test('the reference is stored sealed', async () => {
  const owed = await anInvoice(world);
  await record(world, owed, { reference: 'From Ada, thanks' });
  const [row] = await world.admin<{ reference: Buffer }[]>`
    select reference from invoicing.outside_payments where tenant_id = ${owed.tenant}`;
  expect(row?.reference.toString('latin1')).not.toContain('Ada');
  const ledger = await world.admin`select envelope, result from invoicing.ledger where tenant_id = ${owed.tenant}`;
  expect(JSON.stringify(ledger)).not.toContain('From Ada');
});
