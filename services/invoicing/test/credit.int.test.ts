import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDraft, anInvoice, line, type Owed, openWorld, pay, read, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Lines = { lineId: string; amount: number }[];
const credit = ({ tenant, invoiceId }: Owed, lines?: Lines, creditNoteId = newId()) =>
  world.client.command(contract.creditInvoice, { creditNoteId, invoiceId, reason: 'Returned', lines }, asStaff(tenant));
const creditOf = async ({ tenant, customerId }: Owed) =>
  (await world.client.query(contract.getCredit, { customerId }, asStaff(tenant))).credits;

test('a credit note on what is unpaid lowers the debt, under a number of its own', async () => {
  const owed = await anInvoice(world);
  const note = await credit(owed, [{ lineId: 'a', amount: 30_00 }]);
  expect(note).toMatchObject({ number: 'CN-0001', total: 30_00, offBalance: 30_00, toCredit: 0 });
  expect(await read(world, owed)).toMatchObject({ status: 'open', credited: 30_00, due: 90_00 });
  expect((await world.said(owed.tenant)).at(-1)).toMatchObject({
    name: 'creditNoteIssued',
    net: 25_00,
    tax: 5_00,
    total: 30_00,
    offBalance: 30_00,
    toCredit: 0,
  });
});

test("what was paid already becomes the customer's credit, the rest lowers the due and settles the invoice", async () => {
  const owed = await anInvoice(world);
  await pay(world, owed, { amount: 50_00 });
  const note = await credit(owed);
  expect(note).toMatchObject({ total: 120_00, offBalance: 70_00, toCredit: 50_00 });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 50_00, credited: 120_00, due: 0 });
  expect(await creditOf(owed)).toEqual([{ currency: 'GBP', amount: 50_00 }]);
  expect((await world.said(owed.tenant)).slice(-3)).toMatchObject([
    { name: 'creditNoteIssued', creditNoteId: note.creditNoteId },
    { name: 'creditCreated', source: 'creditNote', sourceId: note.creditNoteId, amount: 50_00 },
    { name: 'invoicePaid', paid: 50_00 },
  ]);
});

test('parts and the rest add up to the invoice to the unit, and nothing more can be credited', async () => {
  const lines = [line('a', 333, { quantity: '3' }), line('b', 7), line('c', 1999, { discount: { percent: '12.5' } })];
  const owed = await anInvoice(world, { lines });
  const invoiced = (await world.said(owed.tenant))[0];
  await credit(owed, [{ lineId: 'a', amount: 100 }]);
  await credit(owed, [
    { lineId: 'c', amount: 1 },
    { lineId: 'a', amount: 1 },
  ]);
  await credit(owed);
  const notes = (await world.said(owed.tenant)).filter(({ name }) => name === 'creditNoteIssued');
  const sum = (field: string) => notes.reduce((all, note) => all + note[field], 0);
  expect([sum('net'), sum('tax'), sum('total')]).toEqual([invoiced.net, invoiced.tax, invoiced.total]);
  await expect(credit(owed)).rejects.toMatchObject({ kind: 'rejected', code: 'nothing_to_credit' });
  await expect(credit(owed, [{ lineId: 'a', amount: 1 }])).rejects.toMatchObject({ code: 'credit_exceeds_invoice' });
});

test('credit notes written at once never exceed a line, even where the invoice has room', async () => {
  const owed = await anInvoice(world, { lines: [line('a', 100_00), line('b', 900_00)] });
  const outcomes = await world.meetOn(owed.invoiceId, () =>
    Array.from({ length: 8 }, () => credit(owed, [{ lineId: 'a', amount: 50_00 }])),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await read(world, owed)).toMatchObject({ credited: 100_00, due: 1100_00 });
});

test('a line that is unknown or named twice is refused with its path', async () => {
  const owed = await anInvoice(world);
  await expect(credit(owed, [{ lineId: 'zz', amount: 1 }])).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ path: 'lines.0.lineId', code: 'unknown_line' }],
  });
  const twice = { lineId: 'a', amount: 1 };
  await expect(credit(owed, [twice, twice])).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ path: 'lines.1.lineId', code: 'duplicate' }],
  });
});

test('what money or a credit note has touched is not voided; a draft is neither voided nor credited', async () => {
  const voiding = ({ tenant, invoiceId }: Owed) =>
    world.client.command(contract.voidInvoice, { invoiceId, reason: 'x' }, asStaff(tenant));
  const [paid, credited, untouched] = [await anInvoice(world), await anInvoice(world), await anInvoice(world)];
  await pay(world, paid, { amount: 1 });
  await expect(voiding(paid)).rejects.toMatchObject({ code: 'invoice_has_payments' });
  await credit(credited, [{ lineId: 'a', amount: 1 }]);
  await expect(voiding(credited)).rejects.toMatchObject({ code: 'invoice_has_credits' });
  expect(await voiding(untouched)).toMatchObject({ status: 'void' });
  await expect(voiding(untouched)).rejects.toMatchObject({ code: 'invoice_void' });
  await expect(credit(untouched)).rejects.toMatchObject({ code: 'invoice_void' });
  const draft = { ...untouched, invoiceId: await aDraft(world, untouched.tenant, untouched.customerId) };
  await expect(voiding(draft)).rejects.toMatchObject({ code: 'invoice_draft' });
  await expect(credit(draft)).rejects.toMatchObject({ code: 'invoice_draft' });
});

test('the reasons are stored sealed', async () => {
  const owed = await anInvoice(world);
  await credit(owed, [{ lineId: 'a', amount: 1 }]);
  const [row] = await world.admin<
    { reason: Buffer }[]
  >`select reason from invoicing.credit_notes where tenant_id = ${owed.tenant}`;
  expect(row?.reason.toString('latin1')).not.toContain('Returned');
});
