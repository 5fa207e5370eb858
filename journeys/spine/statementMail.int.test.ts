import { invoicing, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachment, mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

async function billed(tenant: Tenant) {
  const email = `ada-${newId()}@example.com`;
  const { customerId } = await town.customer(tenant, email);
  await town.invoice(tenant, customerId);
  await untilMail(town, email, 'due by');
  return { customerId, email };
}

async function aStatement({ staff }: Tenant, customerId: string): Promise<string> {
  const asked = { documentId: newId(), customerId, from: '2020-01-01', until: '2089-12-31' };
  return (await town.platform.client.command(invoicing.makeStatement, asked, staff)).documentId;
}

test('a statement comes by mail with its PDF and what is owed, once', async () => {
  const { client } = town.platform;
  const tenant = await town.tenant();
  const { customerId, email } = await billed(tenant);
  const documentId = await aStatement(tenant, customerId);
  const mail = { mailId: newId(), customerId, documentId };
  const id = newId();
  await Promise.all([1, 2, 3].map(() => client.command(notifications.sendStatement, mail, { ...tenant.staff, id })));
  const got = await untilMail(town, email, 'Statement of account');
  expect(got.subject).toBe('Statement of account from Northwind IT, 31 December 2089');
  expect(got.text).toContain('from 1 January 2020 to 31 December 2089');
  expect(got.text).toContain('£120.00 is overdue');
  expect(got.parts).toMatchObject([{ name: 'statement-2020-01-01-to-2089-12-31.pdf', type: 'application/pdf' }]);
  expect((await attachment(town, got, 1)).subarray(0, 5).toString()).toBe('%PDF-');
  expect(got.links).toEqual([]);
  await town.platform.quiet();
  expect((await mailsTo(town, email)).map(({ subject }) => subject.split(' ')[0])).toEqual(['Invoice', 'Statement']);
});

test('a statement of somebody else, or another document, is mailed to nobody', async () => {
  const { client } = town.platform;
  const tenant = await town.tenant();
  const [ada, bob] = [await billed(tenant), await billed(tenant)];
  const { invoices } = await client.query(
    invoicing.listInvoices,
    { customerId: bob.customerId, limit: 1 },
    tenant.staff,
  );
  for (const documentId of [await aStatement(tenant, ada.customerId), invoices[0]?.invoiceId ?? '']) {
    const mailId = newId();
    const mail = { mailId, customerId: bob.customerId, documentId };
    await client.command(notifications.sendStatement, mail, tenant.staff);
    const ended = await until('the end of it', async () => {
      const { status } = await client.query(notifications.getMail, { mailId }, tenant.staff);
      return status !== 'planned' && status !== 'sending' && status;
    });
    expect(ended).toBe('dropped');
  }
  expect(await mailsTo(town, bob.email)).toHaveLength(1);
});
