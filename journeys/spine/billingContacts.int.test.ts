import { directory, invoicing, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

type Contact = { contactId: string; email: string };

async function addContact(tenant: Tenant, customerId: string, role: 'billing' | 'member'): Promise<Contact> {
  const contact = { contactId: newId(), email: `${role}-${newId()}@example.com` };
  await town.platform.client.command(directory.addContact, { ...contact, customerId, name: 'Kim', role }, tenant.staff);
  return contact;
}

/** A customer where two do the billing and one does not. */
async function people() {
  const tenant = await town.tenant();
  const email = `ada-${newId()}@example.com`;
  const { customerId } = await town.customer(tenant, email);
  const [kim, lee] = [await addContact(tenant, customerId, 'billing'), await addContact(tenant, customerId, 'billing')];
  const max = await addContact(tenant, customerId, 'member');
  return { tenant, customerId, email, kim, lee, max };
}

const listed = async ({ staff }: Tenant, invoiceId: string) =>
  (await town.platform.client.query(notifications.listMails, { invoiceId, limit: 50 }, staff)).mails;

/** A mail that arrived is noted as sent a moment later. */
const untilSent = (tenant: Tenant, invoiceId: string) =>
  until('all is sent', async () => (await listed(tenant, invoiceId)).every(({ status }) => status === 'sent'));

test('each contact who does the billing gets the invoice once, as a mail and with a link of their own; nobody else does', async () => {
  const { tenant, customerId, email, kim, lee, max } = await people();
  const invoiceId = await town.invoice(tenant, customerId);
  const mails = await Promise.all([kim, lee].map((contact) => untilMail(town, contact.email, 'due by')));
  expect(new Set(mails.map(linkIn)).size).toBe(2);
  expect(new Set(mails.map(({ message_id }) => message_id)).size).toBe(2);
  for (const { parts } of mails) expect(parts).toMatchObject([{ name: 'NW-0001.pdf' }]);
  await untilSent(tenant, invoiceId);
  expect((await listed(tenant, invoiceId)).map(({ kind, status, to }) => [kind, status, to]).toSorted()).toEqual(
    [kim, lee].map((contact) => ['invoiceIssued', 'sent', contact.email]).toSorted(),
  );
  expect(await mailsTo(town, email)).toEqual([]);
  expect(await mailsTo(town, max.email)).toEqual([]);
});

test('what is sent again to one goes to that one alone; who left gets nothing more, and the others do', async () => {
  const { tenant, customerId, kim, lee } = await people();
  const { client } = town.platform;
  const invoiceId = await town.invoice(tenant, customerId);
  await Promise.all([kim, lee].map((contact) => untilMail(town, contact.email, 'due by')));
  await untilSent(tenant, invoiceId);
  const toLee = (await listed(tenant, invoiceId)).find(({ to }) => to === lee.email);
  await client.command(notifications.resendMail, { mailId: toLee?.mailId ?? '', newMailId: newId() }, tenant.staff);
  await until('the second mail', async () => (await mailsTo(town, lee.email)).length === 2);
  await client.command(directory.removeContact, { contactId: lee.contactId, customerId }, tenant.staff);
  const { due, issueDate } = await client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
  await client.command(
    invoicing.recordPayment,
    { paymentId: newId(), invoiceId, amount: due, method: 'bankTransfer', receivedOn: issueDate ?? '' },
    tenant.staff,
  );
  await untilMail(town, kim.email, 'for invoice');
  await town.platform.quiet();
  expect((await mailsTo(town, kim.email)).length).toBe(2);
  expect((await mailsTo(town, lee.email)).length).toBe(2);
});

test('an invoice that was issued without a mail reads as any new one when staff send it first, and as sent again after', async () => {
  const { tenant, customerId, kim } = await people();
  const { client } = town.platform;
  const invoiceId = newId();
  const lines = [{ id: 'l1', description: 'Managed laptops', quantity: '1', unitAmount: 2500, taxes: [] }];
  await client.command(invoicing.draftInvoice, { invoiceId, customerId, lines }, tenant.staff);
  await client.command(invoicing.issueInvoice, { invoiceId, send: false }, tenant.staff);
  for (const _ of ['first', 'second']) {
    await client.command(notifications.sendInvoiceLink, { mailId: newId(), customerId, invoiceId }, tenant.staff);
    await town.platform.quiet();
  }
  await untilMail(town, kim.email, 'due by');
  const kinds = (await listed(tenant, invoiceId)).filter(({ to }) => to === kim.email).map(({ kind }) => kind);
  expect(kinds).toEqual(['invoiceLink', 'invoiceIssued']);
});
