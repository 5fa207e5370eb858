import { localDate } from '@purser/billing';
import { directory, invoicing, notifications } from '@purser/contracts';
import type { MailKind } from '@purser/mailtemplate';
import { newId } from '@purser/message';
import { type Person, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

const client = () => town.platform.client;

/** A tenant whose staff read mail, and a customer of it. */
async function people() {
  const tenant = await town.tenant();
  const [email, staff] = [`ada-${newId()}@example.com`, `staff-${newId()}@example.com`];
  const company = { legalName: 'Northwind IT Ltd', email: staff };
  await client().command(directory.updateTenant, { company }, tenant.staff);
  const customer = await town.customer(tenant, email);
  return { tenant, customer, email, staff };
}

/** A quote over £120.00, in the post. */
async function aQuote(tenant: Tenant, customer: Person & { customerId: string }, more: { validUntil?: string } = {}) {
  const quoteId = newId();
  const taxes = [{ id: 'vat20', name: 'VAT', percent: '20', inclusive: false }];
  const lines = [{ id: 'l1', description: 'Managed laptops', quantity: '4', unitAmount: 2500, taxes }];
  const { customerId } = customer;
  await client().command(invoicing.draftQuote, { quoteId, customerId, lines, ...more }, tenant.staff);
  await client().command(invoicing.sendQuote, { quoteId }, tenant.staff);
  return quoteId;
}

/** What is planned for the tenant's people of a kind, whether it has gone out yet or not. */
const planned = async ({ staff }: Tenant, kind: MailKind) =>
  (await client().query(notifications.listMails, { limit: 50, kind }, staff)).mails.length;
const arrived = (address: string, count: number) =>
  until(
    `${count} mails`,
    async () => {
      const mails = await mailsTo(town, address);
      return mails.length >= count && mails;
    },
    patience_ms,
  );
/** A mail is written after its document was made, which takes a busy machine a while. */
const patience_ms = 60_000;

const pageOf = (quoteId: string) => `${town.edge.url}/admin/quotes/quo_${quoteId.replaceAll('-', '')}`;

test('what was paid beyond the due is told to the customer as their credit, once', async () => {
  const { tenant, customer, email } = await people();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await untilMail(town, email, 'due by');
  const receivedOn = localDate(new Date(), 'Europe/London');
  const paid = { paymentId: newId(), invoiceId, amount: 150_00, method: 'bankTransfer' as const, receivedOn };
  const once = { ...tenant.staff, id: newId() };
  await client().command(invoicing.recordPayment, paid, once);
  const told = await untilMail(town, email, 'of credit with');
  expect(told.subject).toBe('You have £30.00 of credit with Northwind IT Ltd');
  expect(told.text).toContain('We received £30.00 more than was due');
  expect(told.text).not.toContain('#');
  await client().command(invoicing.recordPayment, paid, once);
  await town.platform.quiet();
  expect(await planned(tenant, 'creditCreated')).toBe(1);
});

test('staff send a quote once more: the same quote with its PDF, and a link of its own that opens it', async () => {
  const { tenant, customer, email } = await people();
  const quoteId = await aQuote(tenant, customer);
  const first = await untilMail(town, email, 'Quote');
  const mailId = newId();
  const asked = { mailId, customerId: customer.customerId, quoteId };
  await client().command(notifications.sendQuoteLink, asked, tenant.staff);
  const [sent, again] = await arrived(email, 2);
  expect(sent?.id).toBe(first.id);
  expect(again).toMatchObject({ subject: first.subject, parts: [{ type: 'application/pdf' }] });
  if (!again) throw new Error('it did not come');
  expect(linkIn(again)).not.toBe(linkIn(first));
  const elsewhere = await people();
  const theirs = { ...asked, mailId: newId(), customerId: elsewhere.customer.customerId };
  await client()
    .command(notifications.sendQuoteLink, theirs, elsewhere.tenant.staff)
    .catch(() => {});
  const came = async () => {
    const { mails } = await client().query(notifications.listMails, { limit: 50 }, elsewhere.tenant.staff);
    return mails.find((mail) => mail.mailId === theirs.mailId)?.status ?? 'refused';
  };
  await until('it came to nothing', async () => ['failed', 'dropped', 'refused'].includes(await came()), patience_ms);
  expect(await mailsTo(town, elsewhere.email)).toEqual([]);
  expect(await mailsTo(town, email)).toHaveLength(2);
});

test('staff hear that a customer declined a quote and why, and nothing of what they wrote down themselves', async () => {
  const { tenant, customer, staff } = await people();
  const declined = await aQuote(tenant, customer);
  await client().command(invoicing.declineQuote, { quoteId: declined, reason: 'Too dear for us' }, customer);
  const told = await untilMail(town, staff, 'declined quote');
  expect(told.text).toContain('Too dear for us');
  expect(told.text).toContain('£120.00');
  expect(told.text).toContain(pageOf(declined));
  const byStaff = await aQuote(tenant, customer);
  await client().command(invoicing.declineQuote, { quoteId: byStaff }, tenant.staff);
  await town.platform.quiet();
  expect(await planned(tenant, 'staffQuoteDeclined')).toBe(1);
});

test('staff hear that a customer asks for a new quote, once a quote, and not at all where they want no such mail', async () => {
  const { tenant, customer, staff } = await people();
  const quoteId = await aQuote(tenant, customer, { validUntil: localDate(new Date(), 'Europe/London') });
  const { clock } = town.platform;
  try {
    clock.setOffset(5 * 86_400_000);
    await town.platform.quiet();
    expect(await client().command(invoicing.askForQuote, { quoteId }, customer)).toEqual({ asked: true });
    const told = await untilMail(town, staff, 'quote');
    expect(told.text).toContain(pageOf(quoteId));
    await client().command(invoicing.askForQuote, { quoteId }, customer);
    await town.platform.quiet();
    expect(await planned(tenant, 'staffQuoteAskedFor')).toBe(1);
  } finally {
    clock.setOffset(0);
  }
  const off = { kind: 'staffQuoteDeclined' as const, isOn: false, address: null };
  await client().command(notifications.setStaffMails, { mails: [off] }, tenant.staff);
  const unheard = await aQuote(tenant, customer);
  await client().command(invoicing.declineQuote, { quoteId: unheard }, customer);
  await town.platform.quiet();
  expect(await planned(tenant, 'staffQuoteDeclined')).toBe(0);
});
