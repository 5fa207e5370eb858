import { invoicing as contract } from '@purser/contracts';
import { asCustomer, asService, asStaff, type Person, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setFile } from '../src/store/frozenDocuments.ts';
import { aCustomer, aDraft, anInvoice, issue, type Owed, openWorld, pay, readDocument, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const render = (documentId: string, as: Person) => world.client.command(contract.renderDocument, { documentId }, as);

/** An invoice that was not mailed: nobody has asked for its PDF. */
async function unprinted(): Promise<Owed> {
  const { tenant, customerId } = await anInvoice(world);
  const invoiceId = await aDraft(world, tenant, customerId);
  await issue(world, tenant, invoiceId, { send: false });
  await until('nothing to be under way', async () => {
    await world.platform.quiet();
    const rows = await world.admin`
      select 1 from invoicing.ledger where tenant_id = ${tenant} and status in ('running', 'retrying')`;
    return rows.length === 0;
  });
  return { tenant, customerId, invoiceId };
}

test('asked for by five at once, a document is printed once, and all get the same file', async () => {
  const { tenant, customerId, invoiceId } = await unprinted();
  const release = world.printer.hold();
  const asks = Array.from({ length: 5 }, (_, i) =>
    render(invoiceId, i % 2 ? asStaff(tenant, 'readOnly') : asCustomer(tenant, customerId)),
  );
  await until('all five to wait for the printer', async () => {
    const rows = await world.admin`
      select 1 from invoicing.ledger where tenant_id = ${tenant} and handler = 'invoicing.renderDocument' and step = 'print'
        and status = 'running'`;
    return rows.length === 5;
  });
  release();
  const answers = await Promise.all(asks);
  const { file } = await readDocument(world, tenant, invoiceId);
  expect(answers).toEqual(answers.map(() => ({ documentId: invoiceId, number: 'NW-0002', customerId, file })));
  expect(await render(invoiceId, asService(tenant, 'gateway'))).toMatchObject({ file });
  expect(world.printer.numbers().filter((number) => number === 'NW-0002')).toEqual(['NW-0002']);
});

test('a printer that fails is asked again, for the same document', async () => {
  const { tenant, invoiceId } = await unprinted();
  world.printer.jam(2);
  const outcome = await world.client.send(contract.renderDocument, { documentId: invoiceId }, asStaff(tenant));
  expect(outcome.status).toBe('retrying');
  await until('the file', async () => (await readDocument(world, tenant, invoiceId)).file !== null);
  expect(world.printer.numbers().filter((number) => number === 'NW-0002').length).toBeGreaterThan(1);
});

test('of two that print the same document, the first file stays', async () => {
  const { tenant, customerId, invoiceId } = await unprinted();
  await render(invoiceId, asStaff(tenant));
  const { file } = await readDocument(world, tenant, invoiceId);
  if (!file) throw new Error('the file was made');
  const { connections } = world.platform.service('invoicing');
  const keys = async () => ({ seal: () => Buffer.from('another') }) as never;
  await connections.runtime.tenantTx({ tenant }, (tx) =>
    setFile({ tx, tenant, keys }, { documentId: invoiceId, customerId }, { ...file, size: 2 }),
  );
  expect((await readDocument(world, tenant, invoiceId)).file).toEqual(file);
});

test("another customer's document is neither read nor printed, and a draft has none", async () => {
  const owed = await unprinted();
  const { tenant, invoiceId } = owed;
  const { paymentId } = await pay(world, owed);
  const other = asCustomer(tenant, await aCustomer(world, tenant));
  const draft = await aDraft(world, tenant, owed.customerId);
  const refused = { kind: 'notFound', code: 'document_not_found' };
  for (const documentId of [invoiceId, paymentId]) {
    await expect(render(documentId, other)).rejects.toMatchObject(refused);
    await expect(world.client.query(contract.getDocument, { documentId }, other)).rejects.toMatchObject(refused);
    await expect(render(documentId, asCustomer(tenant, owed.customerId))).resolves.toMatchObject({ documentId });
  }
  await expect(render(draft, asStaff(tenant))).rejects.toMatchObject(refused);
});

test('the reference to a file is stored sealed: in the table, and in what the ledger remembers', async () => {
  const { tenant, invoiceId } = await unprinted();
  const { file } = await render(invoiceId, asStaff(tenant));
  const [row] = await world.admin<{ file: Buffer }[]>`
    select file from invoicing.documents where document_id = ${invoiceId}`;
  expect(row?.file.includes(file.key)).toBe(false);
  const ledger = await world.admin`
    select envelope, result, plan::text from invoicing.ledger where tenant_id = ${tenant}`;
  expect(JSON.stringify(ledger)).not.toContain(file.key);
});
