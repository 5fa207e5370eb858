import { accounting, directory, invoicing, notifications, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBooks } from './books.ts';
import { attachment, linkIn, mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

async function people() {
  const tenant = await town.tenant();
  const email = `ada-${newId()}@example.com`;
  const customer = await town.customer(tenant, email);
  return { tenant, customer, email };
}

const documents = async (tenant: Tenant) =>
  (await town.platform.client.query(accounting.listDocuments, { limit: 100 }, tenant.staff)).documents;

const untilPushed = (tenant: Tenant, count: number) =>
  until(`${count} documents in the books`, async () => {
    const all = await documents(tenant);
    return all.filter(({ state }) => state === 'pushed').length === count && all;
  });

async function pay(
  tenant: Tenant,
  customer: Parameters<Town['platform']['client']['command']>[2],
  invoiceId: string,
  amount?: number,
) {
  const prepared = await town.platform.client.command(
    payments.preparePayment,
    { invoiceId, ...(amount !== undefined && { amount }) },
    customer,
  );
  await town.confirm(prepared, 'pm_card_visa');
  return untilInvoice(town, tenant.staff, invoiceId, amount === undefined ? 'paid' : 'partlyPaid');
}

test('the customer gets the invoice and a receipt for each part by mail, each once, with its PDF', async () => {
  const { tenant, customer, email } = await people();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const issued = await untilMail(town, email, 'due by');
  expect(issued.subject).toBe(
    `Invoice NW-0001 from Northwind IT: £120.00 due by ${dueWords(await invoiceOf(tenant, invoiceId))}`,
  );
  expect(issued.parts).toMatchObject([{ name: 'NW-0001.pdf', type: 'application/pdf' }]);
  expect((await attachment(town, issued, 1)).subarray(0, 5).toString()).toBe('%PDF-');
  expect(linkIn(issued)).toMatch(new RegExp(`^${town.edge.url}/pay#[\\w-]{43}$`));

  await pay(tenant, customer, invoiceId, 5000);
  const part = await untilMail(town, email, 'towards');
  expect(part.text).toContain('£70.00 is still due');
  await pay(tenant, customer, invoiceId);
  const rest = await untilMail(town, email, '£70.00 for invoice');
  expect(rest.parts).toMatchObject([{ type: 'application/pdf' }]);
  expect(rest.text).not.toContain('#');

  await town.platform.quiet();
  const all = await mailsTo(town, email);
  expect(all.map(({ subject }) => subject).length).toBe(3);
  expect(new Set(all.map(({ message_id }) => message_id)).size).toBe(3);
  const { mails } = await town.platform.client.query(
    notifications.listMails,
    { customerId: customer.customerId, limit: 50 },
    tenant.staff,
  );
  expect(mails.map(({ kind, status, to }) => [kind, status, to])).toEqual([
    ['invoicePaid', 'sent', email],
    ['invoicePartlyPaid', 'sent', email],
    ['invoiceIssued', 'sent', email],
  ]);
});

const invoiceOf = (tenant: Tenant, invoiceId: string) =>
  town.platform.client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
const dueWords = ({ dueDate }: { dueDate: string | null }) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${dueDate}T00:00:00Z`));

test('the link in a mail stands in no database, and the mail that staff read has none', async () => {
  const { tenant, customer, email } = await people();
  await town.invoice(tenant, customer.customerId);
  const token = linkIn(await untilMail(town, email, 'due by')).split('#')[1] ?? '';
  const { mails } = await town.platform.client.query(
    notifications.listMails,
    { customerId: customer.customerId, limit: 50 },
    tenant.staff,
  );
  const mailId = mails[0]?.mailId ?? '';
  await until('it is recorded as sent', async () => {
    const { status } = await town.platform.client.query(notifications.getMail, { mailId }, tenant.staff);
    return status === 'sent';
  });
  const mail = await town.platform.client.query(notifications.getMail, { mailId }, tenant.staff);
  expect(JSON.stringify(mail)).not.toContain(token);
  expect(mail.text).toContain('Invoice: NW-0001');
});

test('a mail server that is away loses nothing: the mail goes out when it is back, under the same Message-ID', async () => {
  const { tenant, customer, email } = await people();
  // The dangerous kind: the server has the mail, and the connection breaks before it says so.
  await town.admin('POST', '/mail/faults', { effect: 'drop', when: 'after', to: email, count: 1 });
  await town.invoice(tenant, customer.customerId);
  const mailId = await until('it is sent', async () => {
    const { mails } = await town.platform.client.query(
      notifications.listMails,
      { customerId: customer.customerId, limit: 50 },
      tenant.staff,
    );
    return mails[0]?.status === 'sent' && mails[0].mailId;
  });
  const all = await mailsTo(town, email);
  expect(all.length).toBe(2);
  expect(new Set(all.map(({ message_id }) => message_id)).size).toBe(1);
  expect(all[0]?.message_id).toContain(mailId);
  const links = all.map(linkIn);
  expect(new Set(links).size).toBe(1);
});

test('customer, invoice and its payments stand in Xero once each, to the unit, and in that order', async () => {
  const { tenant, customer } = await people();
  const books = await openBooks(town, tenant);
  await books.connect();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await pay(tenant, customer, invoiceId, 5000);
  await pay(tenant, customer, invoiceId);
  await untilPushed(tenant, 4);
  const { Invoices } = await books.read('/Invoices');
  expect(Invoices).toMatchObject([
    {
      InvoiceNumber: 'NW-0001',
      Total: 120,
      TotalTax: 20,
      AmountDue: 0,
      AmountPaid: 120,
      Status: 'PAID',
      CurrencyCode: 'GBP',
    },
  ]);
  const { Payments } = await books.read('/Payments');
  expect((Payments as { Amount: number }[]).map(({ Amount }) => Amount).sort()).toEqual([50, 70]);
  const { Contacts } = await books.read(
    `/Contacts?where=${encodeURIComponent(`ContactNumber=="${customer.customerId}"`)}`,
  );
  expect(Contacts).toMatchObject([{ Name: 'Ada Ltd', ContactNumber: customer.customerId }]);
});

test('zero-rated, exempt and reverse charge stand in Xero each under its own tax type', async () => {
  const { tenant, customer } = await people();
  const books = await openBooks(town, tenant);
  await books.connect();
  const invoiceId = newId();
  const lines = (['standard', 'exempt', 'reverseCharge'] as const).map((kind) => ({
    id: kind,
    description: kind,
    quantity: '1',
    unitAmount: 1000,
    taxes: [{ id: `vat-${kind}`, name: 'VAT', percent: '0', inclusive: false, kind }],
  }));
  const { client } = town.platform;
  const { customerId } = customer;
  await client.command(invoicing.draftInvoice, { invoiceId, customerId, currency: 'GBP', lines }, tenant.staff);
  await client.command(invoicing.issueInvoice, { invoiceId }, tenant.staff);
  await untilPushed(tenant, 2);
  const [pushed] = (await books.read('/Invoices')).Invoices as { InvoiceID: string }[];
  const { Invoices } = await books.read(`/Invoices/${pushed?.InvoiceID}`);
  expect(Invoices).toMatchObject([
    {
      LineItems: [
        { Description: 'standard', TaxType: 'ZERORATEDOUTPUT' },
        { Description: 'exempt', TaxType: 'EXEMPTOUTPUT' },
        { Description: 'reverseCharge', TaxType: 'ECZROUTPUTSERVICES' },
      ],
    },
  ]);
});

test('of several organisations that the same person lets us into, each tenant gets the one chosen for it', async () => {
  const [one, other] = [await people(), await people()];
  const [ours, theirs] = [await openBooks(town, one.tenant, 'One'), await openBooks(town, other.tenant, 'Other')];
  expect((await ours.connect()).organisation).toMatch(/^One /);
  expect((await theirs.connect()).organisation).toMatch(/^Other /);
  await town.invoice(other.tenant, other.customer.customerId);
  await untilPushed(other.tenant, 2);
  expect((await ours.read('/Invoices')).Invoices).toEqual([]);
  expect((await theirs.read('/Invoices')).Invoices).toHaveLength(1);
});

test('a connection that was taken away at Xero says so; connected anew, what waited goes on', async () => {
  const { tenant, customer } = await people();
  const books = await openBooks(town, tenant);
  await books.connect();
  await town.admin('POST', '/xero/tokens/revoke', {});
  await town.invoice(tenant, customer.customerId);
  const connection = await until('the connection is known to be gone', async () => {
    const seen = await town.platform.client.query(accounting.getConnection, {}, tenant.staff);
    return seen.state === 'revoked' && seen;
  });
  expect(connection.problem).toContain('Connect again');
  expect((await documents(tenant)).every(({ state }) => state === 'waiting' || state === 'pushing')).toBe(true);
  await books.connect();
  await untilPushed(tenant, 2);
});

test('two contacts at Xero with the customer’s address are for a person to tell apart; nothing is guessed', async () => {
  const { tenant, customer, email } = await people();
  const books = await openBooks(town, tenant);
  for (const name of ['Ada one', 'Ada two'])
    await town.admin('POST', `/xero/organisations/${books.organisation}/contacts`, { name, email });
  await books.connect();
  await town.invoice(tenant, customer.customerId);
  const stuck = await until(
    'the contact waits for a person',
    async () => (await documents(tenant)).find(({ state }) => state === 'needsAttention') ?? false,
  );
  expect(stuck).toMatchObject({ kind: 'contact', problem: expect.stringContaining('2 contacts') });
  expect((await books.read('/Invoices')).Invoices).toEqual([]);
});

test('the customer of another tenant gets no mail of this one, and its staff see none of them', async () => {
  const [one, other] = [await people(), await people()];
  await town.invoice(one.tenant, one.customer.customerId);
  await untilMail(town, one.email, 'due by');
  expect(await mailsTo(town, other.email)).toEqual([]);
  const { mails } = await town.platform.client.query(notifications.listMails, { limit: 50 }, other.tenant.staff);
  expect(mails).toEqual([]);
  await expect(
    town.platform.client.query(directory.getCustomer, { customerId: one.customer.customerId }, other.tenant.staff),
  ).rejects.toMatchObject({ kind: 'notFound' });
});
