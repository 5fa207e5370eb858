import { invoicing as contract, directory } from '@purser/contracts';
import type { InvoiceDocument } from '@purser/document';
import { newId } from '@purser/message';
import { asCustomer, asStaff, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  line,
  openWorld,
  pay,
  publicUrl,
  read,
  readDocument,
  setTime,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(() => setTime(world, 0));

const company = {
  legalName: 'Northwind IT Limited',
  address: { line1: '1 Quay Street', city: 'Bristol', postcode: 'BS1 4XX', country: 'GB' },
  email: 'accounts@northwind.example',
  taxNumber: 'GB123456789',
  bank: { accountName: 'Northwind IT Limited', iban: 'GB33BUKB20201555555555' },
};
const brand = { color: '#aa0000', onColor: '#ffffff', radius_px: 4, font: 'serif' as const, logo: null };
const setUp = (tenant: string, as: { company?: object; brand?: object }) =>
  world.client.command(directory.updateTenant, as as { company: typeof company }, asStaff(tenant));

async function invoiceModel(tenant: string, invoiceId: string): Promise<InvoiceDocument> {
  const { model } = await readDocument(world, tenant, invoiceId);
  if (model.kind !== 'invoice') throw new Error('an invoice was asked for');
  return model;
}

test('the document of an invoice is whole: who bills whom, how it looks, what for, until when and where to', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  await setUp(tenant, { company, brand });
  const customerId = await aCustomer(world, tenant, { terms_days: 14 });
  const invoiceId = await aDraft(world, tenant, customerId, {
    note: 'Thank you',
    poNumber: 'PO-7',
    lines: [
      line('a', 100_00, { discount: { percent: '10' } }),
      line('b', 50_00, {
        taxes: [{ id: 'rc', name: 'Reverse charge', percent: '20.00', inclusive: false, kind: 'reverseCharge' }],
      }),
    ],
  });
  await issue(world, tenant, invoiceId);
  expect(await readDocument(world, tenant, invoiceId)).toMatchObject({
    kind: 'invoice',
    number: 'NW-0001',
    invoiceId,
    customerId,
  });
  expect(await invoiceModel(tenant, invoiceId)).toEqual({
    version: 1,
    kind: 'invoice',
    edition: 3,
    number: 'NW-0001',
    locale: 'en-GB',
    currency: 'GBP',
    issuer: {
      name: 'Northwind IT Limited',
      address: company.address,
      email: company.email,
      phone: null,
      website: null,
      taxNumber: company.taxNumber,
      registrationNumber: null,
    },
    recipient: { name: 'Ada Ltd', email: 'ada@example.com', address: null },
    brand,
    issuedOn: '2027-03-01',
    dueOn: '2027-03-15',
    terms_days: 14,
    poNumber: 'PO-7',
    note: 'Thank you',
    lines: [
      {
        id: 'a',
        description: 'Work a',
        quantity: '1',
        unitAmount: 100_00,
        discount: 10_00,
        taxes: ['VAT 20%'],
        net: 90_00,
        tax: 18_00,
        total: 108_00,
      },
      {
        id: 'b',
        description: 'Work b',
        quantity: '1',
        unitAmount: 50_00,
        discount: 0,
        taxes: ['Reverse charge'],
        net: 50_00,
        tax: 0,
        total: 50_00,
      },
    ],
    totals: {
      subtotal: 150_00,
      discountTotal: 10_00,
      taxTotal: 18_00,
      total: 158_00,
      taxes: [
        { name: 'VAT', percent: '20', inclusive: false, kind: 'standard', taxable: 90_00, amount: 18_00 },
        { name: 'Reverse charge', percent: '20', inclusive: false, kind: 'reverseCharge', taxable: 50_00, amount: 0 },
      ],
    },
    bank: company.bank,
    payment: {
      url: expect.stringMatching(/^https:\/\/bills\.example\/portal\/[a-z0-9-]+\/invoices\/inv_[0-9a-f]{32}$/),
    },
  });
});

test('a document stays as it is when the customer, the brand and the company change later; the next one differs', async () => {
  const tenant = await aTenant(world);
  await setUp(tenant, { company, brand });
  const customerId = await aCustomer(world, tenant, { terms_days: 14 });
  const first = await aDraft(world, tenant, customerId);
  await issue(world, tenant, first);
  const [document, invoice] = [await invoiceModel(tenant, first), await read(world, { tenant, invoiceId: first })];
  expect(invoice.terms_days).toBe(14);

  await setUp(tenant, { company: { legalName: 'Southwind IT Limited' }, brand: { ...brand, color: '#00aa00' } });
  const changed = { customerId, name: 'Grace plc', email: 'grace@example.com', terms_days: 3, currency: 'EUR' };
  await world.client.command(directory.updateCustomer, changed, asStaff(tenant));
  await until('the change', async () => {
    const rows =
      await world.admin`select 1 from invoicing.customers where customer_id = ${customerId} and terms_days = 3`;
    return rows.length === 1;
  });
  expect(await invoiceModel(tenant, first)).toEqual(document);
  expect(await read(world, { tenant, invoiceId: first })).toEqual(invoice);
  // The receipt takes after its invoice, not after how things are now.
  const { paymentId } = await pay(world, { tenant, customerId, invoiceId: first });
  const { model: receipt } = await readDocument(world, tenant, paymentId);
  expect(receipt).toMatchObject({ issuer: document.issuer, recipient: document.recipient, brand });

  const next = await aDraft(world, tenant, customerId);
  await issue(world, tenant, next);
  expect(await invoiceModel(tenant, next)).toMatchObject({
    currency: 'EUR',
    terms_days: 3,
    issuer: { name: 'Southwind IT Limited', email: null },
    recipient: { name: 'Grace plc' },
    brand: { color: '#00aa00' },
    bank: null,
  });
});

test('a document cannot be changed in the database, but for its file being set once', async () => {
  const { tenant, invoiceId } = await anInvoice(world);
  await until('the PDF', async () => (await readDocument(world, tenant, invoiceId)).file !== null);
  const { sql } = { sql: world.admin };
  const frozen = 'is frozen and cannot be changed';
  const where = sql`where document_id = ${invoiceId}`;
  await expect(sql`update invoicing.documents set number = 'X' ${where}`).rejects.toThrow(frozen);
  await expect(sql`update invoicing.documents set model = ${Buffer.from('x')} ${where}`).rejects.toThrow(frozen);
  await expect(sql`update invoicing.documents set file = ${Buffer.from('x')} ${where}`).rejects.toThrow(frozen);
  await expect(sql`update invoicing.documents set file = null ${where}`).rejects.toThrow(frozen);
  await expect(sql`update invoicing.invoices set terms_days = 99 where invoice_id = ${invoiceId}`).rejects.toThrow(
    'is issued and cannot be changed',
  );
  await expect(sql`delete from invoicing.invoices where invoice_id = ${invoiceId}`).rejects.toThrow(
    'is issued and cannot be removed',
  );
  const { runtime } = world.platform.service('invoicing').connections;
  for (const statement of ['delete from documents', 'update documents set number = number', 'delete from brands'])
    await expect(runtime.tenantTx({ tenant }, (tx) => tx.sql.unsafe(statement))).rejects.toMatchObject({
      code: '42501',
    });
});

test('a document is stored sealed, and its brand once for all', async () => {
  const tenant = await aTenant(world);
  await setUp(tenant, { company, brand });
  const customerId = await aCustomer(world, tenant);
  const ids = [await aDraft(world, tenant, customerId), await aDraft(world, tenant, customerId)];
  for (const id of ids) await issue(world, tenant, id);
  const rows = await world.admin<
    { model: Buffer }[]
  >`select model from invoicing.documents where tenant_id = ${tenant}`;
  expect(rows).toHaveLength(2);
  for (const { model } of rows) expect(model.toString('latin1')).not.toMatch(/Ada|Northwind|BUKB/);
  const brands = await world.admin`select brand from invoicing.brands where tenant_id = ${tenant}`;
  expect(brands).toEqual([{ brand: JSON.stringify(brand) }]);
});

test('an invoice may be dated back: the due date counts from that day, and it may be overdue at once', async () => {
  setTime(world, '2027-06-10T12:00:00Z');
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const draft = () => aDraft(world, tenant, customerId);
  expect(await issue(world, tenant, await draft(), { issueDate: '2027-04-01' })).toMatchObject({
    dueDate: '2027-05-01',
    status: 'overdue',
  });
  expect(await issue(world, tenant, await draft(), { issueDate: '2024-06-10' })).toMatchObject({ number: 'NW-0002' });
  const refused = async (issueDate: string) => issue(world, tenant, await draft(), { issueDate });
  await expect(refused('2027-06-11')).rejects.toMatchObject({ errors: [{ path: 'issueDate', code: 'in_future' }] });
  await expect(refused('2024-06-09')).rejects.toMatchObject({ errors: [{ path: 'issueDate', code: 'too_old' }] });
  // Today is what the calendar on the tenant's wall says: in Hawaii it is still the day before.
  setTime(world, '2027-06-10T09:30:00Z');
  const west = await aTenant(world, { timeZone: 'Pacific/Honolulu' });
  const theirs = await aDraft(world, west, await aCustomer(world, west));
  await expect(issue(world, west, theirs, { issueDate: '2027-06-10' })).rejects.toMatchObject({ kind: 'invalid' });
  expect(await issue(world, west, theirs, { issueDate: '2027-06-09' })).toMatchObject({ number: 'NW-0001' });
});

test('what is not to be mailed says so, and makes no paper; what is has its PDF ready', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const [quiet, mailed] = [await aDraft(world, tenant, customerId), await aDraft(world, tenant, customerId)];
  await issue(world, tenant, quiet, { send: false });
  await issue(world, tenant, mailed, { send: true });
  await until('the PDF', async () => (await readDocument(world, tenant, mailed)).file !== null);
  await world.platform.quiet();
  expect((await readDocument(world, tenant, quiet)).file).toBeNull();
  expect((await world.said(tenant)).map(({ invoiceId, send }) => [invoiceId, send])).toEqual([
    [quiet, false],
    [mailed, true],
  ]);
});

test('a draft has no document; its preview shows it as it would leave the house now', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  await setUp(tenant, { company, brand });
  const customerId = await aCustomer(world, tenant, { terms_days: 7 });
  const invoiceId = await aDraft(world, tenant, customerId, { note: 'Thank you' });
  await expect(readDocument(world, tenant, invoiceId)).rejects.toMatchObject({ code: 'document_not_found' });
  const preview = () => world.client.query(contract.previewDocument, { invoiceId }, asStaff(tenant, 'readOnly'));
  const expected = {
    number: 'Draft',
    issuedOn: '2027-03-01',
    dueOn: '2027-03-08',
    note: 'Thank you',
    issuer: { name: company.legalName },
    recipient: { name: 'Ada Ltd' },
    brand,
    totals: { total: 120_00 },
  };
  expect((await preview()).model).toMatchObject(expected);
  await issue(world, tenant, invoiceId);
  await setUp(tenant, { brand: { ...brand, color: '#00aa00' } });
  expect((await preview()).model).toMatchObject({ ...expected, number: 'NW-0001' });
  await expect(
    world.client.query(contract.previewDocument, { invoiceId }, asCustomer(tenant, customerId)),
  ).rejects.toMatchObject({ kind: 'denied' });
});

test('a draft that changes its customer while it is being issued is not issued to the other', async () => {
  const tenant = await aTenant(world);
  const [ada, grace] = [await aCustomer(world, tenant), await aCustomer(world, tenant)];
  const invoiceId = await aDraft(world, tenant, ada);
  const outcome = await world.admin.begin(async (sql) => {
    await sql`select 1 from invoicing.invoices where invoice_id = ${invoiceId} for update`;
    const issuing = world.client.send(contract.issueInvoice, { invoiceId }, asStaff(tenant));
    await until('the issue to wait', async () => {
      const waiting = await world.admin`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return waiting.length === 1;
    });
    await sql`update invoicing.invoices set customer_id = ${grace} where invoice_id = ${invoiceId}`;
    return { issuing };
  });
  expect(await outcome.issuing).toMatchObject({ status: 'rejected', fault: { code: 'draft_changed' } });
  expect(await issue(world, tenant, invoiceId)).toMatchObject({ number: 'NW-0001' });
  expect(await readDocument(world, tenant, invoiceId)).toMatchObject({ customerId: grace });
});

test('an invoice that nobody has, and one of another tenant, are not found and not issued', async () => {
  const { invoiceId } = await anInvoice(world);
  const stranger = await aTenant(world);
  for (const id of [invoiceId, newId()])
    await expect(issue(world, stranger, id)).rejects.toMatchObject({ code: 'invoice_not_found' });
  await expect(readDocument(world, stranger, invoiceId)).rejects.toMatchObject({ code: 'document_not_found' });
});

test('a document is in the language of its customer, else in the one its tenant writes in', async () => {
  const tenant = await aTenant(world, { language: 'de-AT' });
  const [own, none] = [await aCustomer(world, tenant, { language: 'pl-PL' }), await aCustomer(world, tenant)];
  for (const [customerId, locale, card] of [
    [own, 'pl-PL', 'Karta'],
    [none, 'de-AT', 'Karte'],
  ] as const) {
    const invoiceId = await aDraft(world, tenant, customerId);
    const { model } = await world.client.query(contract.previewDocument, { invoiceId }, asStaff(tenant));
    expect(model.locale).toBe(locale);
    await issue(world, tenant, invoiceId);
    const { paymentId } = await pay(world, { tenant, customerId, invoiceId });
    const receipt = await readDocument(world, tenant, paymentId);
    expect([(await invoiceModel(tenant, invoiceId)).locale, receipt.model.locale]).toEqual([locale, locale]);
    expect(receipt.model).toMatchObject({ kind: 'receipt', method: card });
  }
});

test('an invoice says what its customer has in credit, and where to pay it; never by a link that opens by itself', async () => {
  const owed = await anInvoice(world);
  const { tenant, customerId } = owed;
  expect(await invoiceModel(tenant, owed.invoiceId)).not.toHaveProperty('credit');
  await pay(world, owed, { amount: 150_00 });
  const [next, elsewhere] = [
    await aDraft(world, tenant, customerId),
    await aDraft(world, tenant, await aCustomer(world, tenant)),
  ];
  const foreign = await aDraft(world, tenant, customerId, { currency: 'EUR' });
  for (const invoiceId of [next, elsewhere, foreign]) await issue(world, tenant, invoiceId, { applyCredit: false });
  const model = await invoiceModel(tenant, next);
  expect(model.credit).toBe(30_00);
  for (const invoiceId of [elsewhere, foreign])
    expect(await invoiceModel(tenant, invoiceId)).not.toHaveProperty('credit');
  const { slug } = await world.client.query(directory.getTenant, {}, asStaff(tenant));
  expect(model.payment).toEqual({ url: `${publicUrl}/portal/${slug}/invoices/inv_${next.replaceAll('-', '')}` });
});

test('an invoice of nothing does not ask to be paid', async () => {
  const { tenant, invoiceId } = await anInvoice(world, { lines: [line('a', 0)] });
  expect(await invoiceModel(tenant, invoiceId)).not.toHaveProperty('payment');
});

test('the customer’s tax number stands on the invoice, for reverse charge above all, and on what follows from it', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant, { taxNumber: 'DE811907980' });
  const invoiceId = await aDraft(world, tenant, customerId);
  const preview = await world.client.query(contract.previewDocument, { invoiceId }, asStaff(tenant));
  expect(preview.model).toMatchObject({ recipient: { taxNumber: 'DE811907980' } });
  await issue(world, tenant, invoiceId);
  const { recipient } = await invoiceModel(tenant, invoiceId);
  expect(recipient).toMatchObject({ name: 'Ada Ltd', taxNumber: 'DE811907980' });
  const note = { creditNoteId: newId(), invoiceId, amount: 10_00, reason: 'Agreed' };
  await world.client.command(contract.creditInvoice, note, asStaff(tenant));
  expect((await readDocument(world, tenant, note.creditNoteId)).model).toMatchObject({ recipient });
});
