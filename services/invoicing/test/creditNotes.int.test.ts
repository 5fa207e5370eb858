import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  anInvoice,
  aTenant,
  line,
  type Owed,
  openWorld,
  pay,
  read,
  readDocument,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Lines = { lineId: string; amount: number }[];
async function credit({ tenant, invoiceId }: Owed, lines?: Lines, creditNoteId = newId()) {
  const input = { creditNoteId, invoiceId, reason: 'Two laptops came back', lines };
  return world.client.command(contract.creditInvoice, input, asStaff(tenant));
}
const list = ({ tenant }: Pick<Owed, 'tenant'>, asked: { customerId?: string; invoiceId?: string } = {}) =>
  world.client.query(contract.listCreditNotes, asked, asStaff(tenant));

test('a credit note is a document of its own, frozen with it, from whom and to whom the invoice was', async () => {
  const owed = await anInvoice(world, { lines: [line('a', 100_00), line('b', 50_00)] });
  await pay(world, owed, { amount: 170_00 });
  const { creditNoteId, number } = await credit(owed, [{ lineId: 'b', amount: 30_00 }]);
  const [invoice, note] = await Promise.all([
    readDocument(world, owed.tenant, owed.invoiceId),
    readDocument(world, owed.tenant, creditNoteId),
  ]);
  if (invoice.model.kind !== 'invoice') throw new Error('the invoice has a document');
  const { issuer, recipient, brand, issuedOn } = invoice.model;
  expect(note).toMatchObject({ kind: 'creditNote', number, invoiceId: owed.invoiceId, customerId: owed.customerId });
  expect(note.model).toMatchObject({
    kind: 'creditNote',
    number,
    issuer,
    recipient,
    brand,
    invoice: { number: 'NW-0001', issuedOn },
    reason: 'Two laptops came back',
    lines: [{ id: 'b', description: invoice.model.lines[1]?.description, net: 25_00, tax: 5_00, total: 30_00 }],
    totals: { net: 25_00, tax: 5_00, total: 30_00, taxes: [{ percent: '20', taxable: 25_00, amount: 5_00 }] },
    offBalance: 10_00,
    toCredit: 20_00,
  });
});

test('its PDF is made when it is asked for, once; the customer may ask, nobody else’s', async () => {
  const owed = await anInvoice(world);
  const { creditNoteId, number } = await credit(owed);
  const render = (as: Parameters<typeof world.client.command>[2]) =>
    world.client.command(contract.renderDocument, { documentId: creditNoteId }, as);
  const first = await render(asCustomer(owed.tenant, owed.customerId));
  expect(first).toMatchObject({ number, customerId: owed.customerId });
  expect((await render(asService(owed.tenant, 'gateway'))).file).toEqual(first.file);
  expect(world.printer.numbers().filter((each) => each === number)).toHaveLength(1);
  const other = await aCustomer(world, owed.tenant);
  await expect(render(asCustomer(owed.tenant, other))).rejects.toMatchObject({ kind: 'notFound' });
  await expect(render(asStaff(await aTenant(world)))).rejects.toMatchObject({ kind: 'notFound' });
});

test('asked for twice under one id, there is one note with one document, and one number', async () => {
  const owed = await anInvoice(world);
  const lines = [{ lineId: 'a', amount: 10_00 }];
  const { creditNoteId } = await credit(owed, lines);
  await expect(credit(owed, lines, creditNoteId)).rejects.toMatchObject({ code: 'credit_note_exists' });
  expect((await credit(owed, lines)).number).toBe('CN-0002');
  const kept = await world.admin`
    select number from invoicing.documents where tenant_id = ${owed.tenant} and kind = 'creditNote' order by number`;
  expect(kept).toEqual([{ number: 'CN-0001' }, { number: 'CN-0002' }]);
});

test('a credit note is read with its reason and its lines, by its own tenant and customer', async () => {
  const owed = await anInvoice(world);
  const { creditNoteId } = await credit(owed, [{ lineId: 'a', amount: 12_00 }]);
  const ask = (as: Parameters<typeof world.client.query>[2]) =>
    world.client.query(contract.getCreditNote, { creditNoteId }, as);
  const known = {
    creditNoteId,
    number: 'CN-0001',
    invoiceId: owed.invoiceId,
    invoiceNumber: 'NW-0001',
    net: 10_00,
    tax: 2_00,
    total: 12_00,
    offBalance: 12_00,
    toCredit: 0,
    hasDocument: true,
    reason: 'Two laptops came back',
    lines: [{ lineId: 'a', quantity: null, net: 10_00, tax: 2_00, total: 12_00 }],
  };
  expect(await ask(asStaff(owed.tenant, 'readOnly'))).toMatchObject(known);
  expect(await ask(asCustomer(owed.tenant, owed.customerId))).toMatchObject(known);
  const other = await aCustomer(world, owed.tenant);
  const missing = { kind: 'notFound', code: 'credit_note_not_found' };
  await expect(ask(asCustomer(owed.tenant, other))).rejects.toMatchObject(missing);
  await expect(ask(asStaff(await aTenant(world)))).rejects.toMatchObject(missing);
});

test('the list goes the newest first, page by page, each once; a customer sees their own, whatever they ask', async () => {
  const owed = await anInvoice(world);
  for (let at = 0; at < 5; at += 1) await credit(owed, [{ lineId: 'a', amount: 1_00 }]);
  const numbers: string[] = [];
  let after: string | undefined;
  do {
    const page = await world.client.query(contract.listCreditNotes, { limit: 2, after }, asStaff(owed.tenant));
    expect(page.creditNotes.length).toBeLessThanOrEqual(2);
    numbers.push(...page.creditNotes.map(({ number }) => number));
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(numbers).toEqual(['CN-0005', 'CN-0004', 'CN-0003', 'CN-0002', 'CN-0001']);
  const other = await aCustomer(world, owed.tenant);
  const asked = { customerId: owed.customerId };
  const theirs = await world.client.query(contract.listCreditNotes, asked, asCustomer(owed.tenant, other));
  expect(theirs.creditNotes).toEqual([]);
  expect((await list(owed, { customerId: other })).creditNotes).toEqual([]);
  expect((await list(owed, { invoiceId: owed.invoiceId })).creditNotes).toHaveLength(5);
  expect((await list(owed, { invoiceId: newId() })).creditNotes).toEqual([]);
  expect((await list({ tenant: await aTenant(world) }, asked)).creditNotes).toEqual([]);
});

test('an invoice tells of its credit notes, the oldest first', async () => {
  const owed = await anInvoice(world);
  expect(await read(world, owed)).toMatchObject({ creditNotes: [] });
  for (const amount of [1_00, 2_00]) await credit(owed, [{ lineId: 'a', amount }]);
  expect((await read(world, owed)).creditNotes).toMatchObject([
    { number: 'CN-0001', total: 1_00, hasDocument: true },
    { number: 'CN-0002', total: 2_00, hasDocument: true },
  ]);
});

test('of an erased customer the figures stay, and reason and document are gone', async () => {
  const owed = await anInvoice(world);
  const { creditNoteId } = await credit(owed);
  await world.erase(owed.tenant, owed.customerId);
  const note = await world.client.query(contract.getCreditNote, { creditNoteId }, asStaff(owed.tenant));
  expect(note).toMatchObject({ total: 120_00, reason: null });
  await expect(readDocument(world, owed.tenant, creditNoteId)).rejects.toMatchObject({ code: 'erased' });
});
