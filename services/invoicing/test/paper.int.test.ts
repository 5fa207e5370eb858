import { createHash } from 'node:crypto';
import { invoicing as contract } from '@purser/contracts';
import { connect } from '@purser/db';
import { postgresFiles } from '@purser/files';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoicing } from '../src/service.ts';
import { anInvoice, openWorld, pay, readDocument, type World } from './world.ts';

let world: World;
let connection: ReturnType<typeof connect>;
beforeAll(async () => {
  world = await openWorld({}, invoicing);
  connection = connect({ url: world.platform.database.url('files', 'runtime'), max: 1, name: 'test' });
});
afterAll(async () => {
  await connection?.close();
  await world?.stop();
});

test('an invoice that is mailed has its PDF ready, a receipt gets one when asked; whoever has the reference can read it', async () => {
  const files = postgresFiles({ connection, now: () => new Date() });
  const owed = await anInvoice(world);
  const { tenant } = owed;
  const invoice = await until(
    'the PDF of the invoice',
    async () => (await readDocument(world, tenant, owed.invoiceId)).file ?? undefined,
  );
  const { paymentId } = await pay(world, owed);
  const receipt = await world.client.command(contract.renderDocument, { documentId: paymentId }, asStaff(tenant));
  expect(receipt.number).toBe('R-NW-0001-1');
  for (const ref of [invoice, receipt.file]) {
    const bytes = Buffer.from(await files.get(tenant, ref));
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(ref).toMatchObject({
      type: 'application/pdf',
      size: bytes.length,
      hash: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  const again = await world.client.command(contract.renderDocument, { documentId: paymentId }, asStaff(tenant));
  expect(again.file).toEqual(receipt.file);
  expect(await world.admin`select 1 from files.blobs where tenant_id = ${tenant}`).toHaveLength(2);
});
