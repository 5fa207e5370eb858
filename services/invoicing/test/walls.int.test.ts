import { randomBytes } from 'node:crypto';
import { invoicing as contract } from '@purser/contracts';
import { newId, type Role } from '@purser/message';
import { asCustomer, asService, asStaff, type Person } from '@purser/testing';
import { masterKey, memoryKeyStore, openVault } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getInvoice } from '../src/queries/getInvoice.ts';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  line,
  type Owed,
  openWorld,
  payment,
  reserve,
  type World,
} from './world.ts';

let world: World;
let owed: Owed;
beforeAll(async () => {
  world = await openWorld();
  owed = await anInvoice(world, { note: 'For Ada only' });
});
afterAll(() => world?.stop());

/** Every operation that staff may ask for, on an invoice or a customer by id. */
function asked({ invoiceId, customerId }: Pick<Owed, 'invoiceId' | 'customerId'>) {
  const { client } = world;
  const reason = 'x';
  return {
    draftInvoice: (as: Person) =>
      client.command(contract.draftInvoice, { invoiceId: newId(), customerId, lines: [line('a', 1)] }, as),
    issueInvoice: (as: Person) => client.command(contract.issueInvoice, { invoiceId }, as),
    voidInvoice: (as: Person) => client.command(contract.voidInvoice, { invoiceId, reason }, as),
    creditInvoice: (as: Person) =>
      client.command(contract.creditInvoice, { invoiceId, creditNoteId: newId(), reason }, as),
    updateDraft: (as: Person) =>
      client.command(contract.updateDraft, { invoiceId, customerId, lines: [line('a', 1)] }, as),
    discardDraft: (as: Person) => client.command(contract.discardDraft, { invoiceId }, as),
    recordPayment: (as: Person) =>
      client.command(
        contract.recordPayment,
        { paymentId: newId(), invoiceId, amount: 1, method: 'cash', receivedOn: new Date().toISOString().slice(0, 10) },
        as,
      ),
    getInvoice: (as: Person) => client.query(contract.getInvoice, { invoiceId }, as),
    getDocument: (as: Person) => client.query(contract.getDocument, { documentId: invoiceId }, as),
    renderDocument: (as: Person) => client.command(contract.renderDocument, { documentId: invoiceId }, as),
    getTimeline: (as: Person) => client.query(contract.getTimeline, { invoiceId }, as),
    getCredit: (as: Person) => client.query(contract.getCredit, { customerId }, as),
  };
}
const reads = ['getInvoice', 'getDocument', 'renderDocument', 'getTimeline', 'getCredit'];

test("another tenant's ids are not found, whatever is asked", async () => {
  const stranger = await aTenant(world);
  for (const [name, ask] of Object.entries(asked(owed)))
    await expect(ask(asStaff(stranger)), name).rejects.toMatchObject({ kind: 'notFound' });
  const theirs = { ...owed, tenant: stranger };
  await expect(reserve(world, theirs, newId())).rejects.toMatchObject({ kind: 'notFound' });
  const releasing = { invoiceId: owed.invoiceId, attemptId: newId() };
  await expect(
    world.asPayments.command(contract.releasePayment, releasing, asService(stranger, 'payments')),
  ).rejects.toMatchObject({ kind: 'notFound' });
});

test("another tenant's payment settles nothing here", async () => {
  const stranger = await aTenant(world);
  const message = await world.tellSucceeded(stranger, payment(owed));
  await expect
    .poll(async () => (await world.statusOf(message, 'onPaymentSucceeded'))?.status, { timeout: 10_000 })
    .toBe('parked');
  const rows = await world.admin`select paid from invoicing.invoices where invoice_id = ${owed.invoiceId}`;
  expect(rows).toEqual([{ paid: 0n }]);
});

test("another customer's invoice and credit are not found; one's own are read", async () => {
  const other = await aCustomer(world, owed.tenant);
  for (const [name, ask] of Object.entries(asked(owed))) {
    const kind = reads.includes(name) ? 'notFound' : 'denied';
    await expect(ask(asCustomer(owed.tenant, other)), name).rejects.toMatchObject({ kind });
  }
  const own = asked(owed);
  expect(await own.getInvoice(asCustomer(owed.tenant, owed.customerId))).toMatchObject({ note: 'For Ada only' });
  expect(await own.getCredit(asCustomer(owed.tenant, owed.customerId))).toEqual({ credits: [] });
});

test('a customer does not find a draft, not even of their own', async () => {
  const invoiceId = await aDraft(world, owed.tenant, owed.customerId);
  const draft = asked({ ...owed, invoiceId });
  await expect(draft.getInvoice(asCustomer(owed.tenant, owed.customerId))).rejects.toMatchObject({ kind: 'notFound' });
  expect(await draft.getInvoice(asStaff(owed.tenant))).toMatchObject({ status: 'draft' });
});

test('who may not change bills is denied, and nobody but payments reserves', async () => {
  const operations = asked(owed);
  for (const role of ['support', 'readOnly'] satisfies Role[]) {
    for (const [name, ask] of Object.entries(operations).filter(([name]) => !reads.includes(name)))
      await expect(ask(asStaff(owed.tenant, role)), `${role} ${name}`).rejects.toMatchObject({ kind: 'denied' });
    expect(await operations.getInvoice(asStaff(owed.tenant, role))).toMatchObject({ status: 'open' });
  }
  const input = { invoiceId: owed.invoiceId, attemptId: newId(), amount: null, customerId: null };
  for (const as of [asStaff(owed.tenant), asCustomer(owed.tenant, owed.customerId), asService(owed.tenant, 'gateway')])
    await expect(world.client.command(contract.reservePayment, input, as)).rejects.toMatchObject({ kind: 'denied' });
});

test('an invoice that was issued cannot be changed, not even in the database', async () => {
  const { invoiceId } = owed;
  await expect(
    world.admin`update invoicing.invoices set due_on = due_on + 30 where invoice_id = ${invoiceId}`,
  ).rejects.toThrow('is issued and cannot be changed');
  await expect(
    world.admin`update invoicing.invoices set paid = total + 1 where invoice_id = ${invoiceId}`,
  ).rejects.toThrow('not_beyond_total');
});

test('what is personal is stored sealed', async () => {
  const [row] = await world.admin<{ note: Buffer; document: string }[]>`
    select note, document from invoicing.invoices where invoice_id = ${owed.invoiceId}`;
  expect(`${row?.note.toString('latin1')} ${row?.document}`).not.toContain('Ada');
  const ledger = await world.admin`select envelope, result from invoicing.ledger where tenant_id = ${owed.tenant}`;
  expect(JSON.stringify(ledger)).not.toContain('For Ada');
});

test('an invoice is read after its customer was erased, without what was theirs', async () => {
  const { tenant, customerId, invoiceId } = owed;
  const vault = openVault({ masters: [masterKey('m1', randomBytes(32))], store: memoryKeyStore(), now_ms: Date.now });
  await vault.ready(tenant, customerId);
  await vault.destroySubject(tenant, customerId, new Date());
  const keys = (subject?: string) => vault.ready(tenant, subject);
  const { actor } = asStaff(tenant);
  const read = await world.platform
    .service('invoicing')
    .connections.runtime.tenantTx({ tenant }, (tx) =>
      getInvoice({ tx, tenant, now: new Date(), actor, keys }, { invoiceId }),
    );
  expect(read).toMatchObject({ number: 'NW-0001', note: null, due: 120_00 });
});
