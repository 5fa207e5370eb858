import { invoicing as contract } from '@purser/contracts';
import type { InvoiceDocument } from '@purser/document';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  type Draft,
  issue,
  line,
  type Owed,
  openWorld,
  read,
  readDocument,
  record,
  reserve,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

/** A customer whose first invoice is paid, with so much credit besides. */
async function withCredit(amount: number): Promise<Owed> {
  const owed = await anInvoice(world);
  await record(world, owed, { amount: 120_00 + amount });
  return owed;
}

const draftOf = ({ tenant, customerId }: Owed, more: Partial<Draft> = {}) => aDraft(world, tenant, customerId, more);
const creditOf = async ({ tenant, customerId }: Owed) =>
  (await world.client.query(contract.getCredit, { customerId }, asStaff(tenant))).credits;
const gbp = (amount: number) => [{ currency: 'GBP', amount }];
const printed = async (tenant: string, invoiceId: string) =>
  (await readDocument(world, tenant, invoiceId)).model as InvoiceDocument;

test('credit settles a new invoice of its customer as it is issued: in the books, on the document and on the timeline', async () => {
  const rich = await withCredit(50_00);
  const owed = { ...rich, invoiceId: await draftOf(rich) };
  expect(await issue(world, owed.tenant, owed.invoiceId)).toMatchObject({ total: 120_00, status: 'partlyPaid' });
  expect(await read(world, owed)).toMatchObject({ status: 'partlyPaid', paid: 0, creditApplied: 50_00, due: 70_00 });
  expect(await creditOf(owed)).toEqual([]);
  expect((await world.said(owed.tenant)).slice(-3)).toMatchObject([
    { name: 'invoiceIssued', total: 120_00 },
    { name: 'creditApplied', invoiceId: owed.invoiceId, amount: 50_00, due: 70_00 },
    { name: 'invoicePartlyPaid', due: 70_00 },
  ]);
  const document = await printed(owed.tenant, owed.invoiceId);
  expect(document).toMatchObject({ creditApplied: 50_00, totals: { total: 120_00 } });
  expect(document).not.toHaveProperty('credit');
  expect(document).toHaveProperty('payment');
  const { entries } = await world.client.query(
    contract.getTimeline,
    { invoiceId: owed.invoiceId },
    asStaff(owed.tenant),
  );
  expect(entries.map(({ what, amount }) => [what, amount])).toEqual([
    ['drafted', 120_00],
    ['issued', 120_00],
    ['creditApplied', 50_00],
  ]);
  expect(await reserve(world, owed, newId())).toMatchObject({ amount: 70_00 });
});

test('an invoice that credit settles whole is paid, and does not ask to be; what is left of the credit stands on it', async () => {
  const rich = await withCredit(150_00);
  const owed = { ...rich, invoiceId: await draftOf(rich) };
  expect(await issue(world, owed.tenant, owed.invoiceId)).toMatchObject({ status: 'paid' });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', creditApplied: 120_00, due: 0 });
  expect((await world.said(owed.tenant)).at(-1)).toMatchObject({ name: 'invoicePaid', paid: 120_00 });
  const document = await printed(owed.tenant, owed.invoiceId);
  expect(document).toMatchObject({ creditApplied: 120_00, credit: 30_00 });
  expect(document).not.toHaveProperty('payment');
  expect(await creditOf(owed)).toEqual(gbp(30_00));
});

test('who issues may keep the credit for another time', async () => {
  const rich = await withCredit(50_00);
  const owed = { ...rich, invoiceId: await draftOf(rich) };
  await issue(world, owed.tenant, owed.invoiceId, { applyCredit: false });
  expect(await read(world, owed)).toMatchObject({ status: 'open', creditApplied: 0, due: 120_00 });
  expect(await printed(owed.tenant, owed.invoiceId)).toMatchObject({ credit: 50_00 });
  expect(await creditOf(owed)).toEqual(gbp(50_00));
});

test('credit settles no invoice of another customer or in another currency', async () => {
  const rich = await withCredit(50_00);
  const bobs = { ...rich, customerId: await aCustomer(world, rich.tenant) };
  const theirs = { ...bobs, invoiceId: await draftOf(bobs) };
  const foreign = { ...rich, invoiceId: await draftOf(rich, { currency: 'EUR' }) };
  for (const each of [theirs, foreign]) {
    await issue(world, each.tenant, each.invoiceId);
    expect(await read(world, each)).toMatchObject({ creditApplied: 0, due: 120_00 });
  }
  expect(await creditOf(rich)).toEqual(gbp(50_00));
});

test('a run spends the credit of each of its customers once, one invoice after the other', async () => {
  const [rich, other] = [await withCredit(200_00), { customerId: '' }];
  const { tenant } = rich;
  other.customerId = await aCustomer(world, tenant);
  const mine = [await draftOf(rich), await draftOf(rich), await draftOf(rich)];
  const theirs = await draftOf({ ...rich, ...other });
  const runId = newId();
  const ids = [...mine, theirs];
  await world.client.command(contract.startRun, { runId, kind: 'issue', invoices: { ids } }, asStaff(tenant));
  await until('the run', async () => {
    const run = await world.client.query(contract.getRun, { runId }, asStaff(tenant));
    return run.endedAt !== null;
  });
  const applied = await Promise.all(
    ids.map(async (invoiceId) => (await read(world, { ...rich, invoiceId })).creditApplied),
  );
  expect(applied).toEqual([120_00, 80_00, 0, 0]);
  expect(await creditOf(rich)).toEqual([]);
  expect(await printed(tenant, mine[1] ?? '')).toMatchObject({ creditApplied: 80_00 });
});

test('many invoices issued at once spend the same credit once, and each document says what it got', async () => {
  const rich = await withCredit(200_00);
  const drafts = await Promise.all(
    Array.from({ length: 8 }, () => draftOf(rich, { lines: [line('a', 50_00, { taxes: [] })] })),
  );
  await Promise.all(drafts.map((invoiceId) => issue(world, rich.tenant, invoiceId)));
  const invoices = await Promise.all(drafts.map((invoiceId) => read(world, { ...rich, invoiceId })));
  expect(invoices.map(({ creditApplied }) => creditApplied).toSorted((a, b) => a - b)).toEqual([
    ...[0, 0, 0, 0],
    ...[50_00, 50_00, 50_00, 50_00],
  ]);
  expect(await creditOf(rich)).toEqual([]);
  const documents = await Promise.all(drafts.map((invoiceId) => printed(rich.tenant, invoiceId)));
  expect(documents.map(({ creditApplied = 0 }) => creditApplied)).toEqual(
    invoices.map(({ creditApplied }) => creditApplied),
  );
});

test('what credit settled as an invoice was issued comes back as credit when the invoice is credited', async () => {
  const rich = await withCredit(50_00);
  const owed = { ...rich, invoiceId: await draftOf(rich) };
  await issue(world, owed.tenant, owed.invoiceId);
  const note = { creditNoteId: newId(), invoiceId: owed.invoiceId, reason: 'Agreed' };
  expect(await world.client.command(contract.creditInvoice, note, asStaff(owed.tenant))).toMatchObject({
    ...{ offBalance: 70_00, toCredit: 50_00 },
  });
  expect(await creditOf(owed)).toEqual(gbp(50_00));
});

test('the receipt for the rest adds up: what credit settled stands on it', async () => {
  const rich = await withCredit(50_00);
  const owed = { ...rich, invoiceId: await draftOf(rich) };
  await issue(world, owed.tenant, owed.invoiceId);
  const { paymentId } = await record(world, owed, { amount: 70_00 });
  const { model } = await readDocument(world, owed.tenant, paymentId);
  expect(model).toMatchObject({
    kind: 'receipt',
    amount: 70_00,
    invoice: { total: 120_00, paidBefore: 0, credit: 50_00, remaining: 0 },
  });
});
