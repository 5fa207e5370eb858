import { directory, invoicing, notifications, payments } from '@purser/contracts';
import { definitionOf } from '@purser/mailtemplate';
import { newId } from '@purser/message';
import { asService, asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

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
  await client().command(
    directory.updateTenant,
    { company: { legalName: 'Northwind IT Ltd', email: staff } },
    tenant.staff,
  );
  const customer = await town.customer(tenant, email);
  return { tenant, customer, email, staff };
}

const mailsOf = async ({ staff }: Tenant, kind?: 'invoiceVoided' | 'staffMailBounced') =>
  (await client().query(notifications.listMails, { limit: 50, ...(kind && { kind }) }, staff)).mails;

const wording = {
  ...definitionOf('invoiceIssued').defaults.en,
  subject: 'Bill {invoice_number}: {invoice_total}',
  body: 'Hello **{customer_name}**,\n\n<script>alert(1)</script> please [pay]({payment_link}).',
};
const template = { kind: 'invoiceIssued' as const, language: 'en' as const };

/** A mail is written after its document was made, which takes a busy machine a while. */
const patience_ms = 60_000;

async function invoice(tenant: Tenant, customerId: string) {
  const invoiceId = await town.invoice(tenant, customerId);
  const isSent = async () =>
    (await mailsOf(tenant)).some((mail) => mail.invoiceId === invoiceId && mail.status === 'sent');
  await until('its mail is sent', isSent, patience_ms);
  return invoiceId;
}

describe('a template', () => {
  test('is what the tenant’s next mails say, and no other tenant’s; reset, they say what they did', async () => {
    const [ours, theirs] = [await people(), await people()];
    await client().command(notifications.setTemplate, { ...template, wording }, ours.tenant.staff);
    await invoice(ours.tenant, ours.customer.customerId);
    const [changed] = await mailsTo(town, ours.email);
    expect(changed?.subject).toBe('Bill NW-0001: £120.00');
    expect(changed?.html).toContain('Hello <strong>Ada Ltd</strong>,');
    expect(changed?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; please <a href="http');
    expect(changed?.text).toMatch(/please pay \(http\S+\/pay#[\w-]{43}\)\./);

    await invoice(theirs.tenant, theirs.customer.customerId);
    expect((await mailsTo(town, theirs.email))[0]?.subject).toContain('Invoice NW-0001 from Northwind IT Ltd');
    const { changedAt } = await client().query(notifications.getTemplate, template, theirs.tenant.staff);
    expect(changedAt).toBeNull();

    await client().command(notifications.resetTemplate, template, ours.tenant.staff);
    await invoice(ours.tenant, ours.customer.customerId);
    expect((await mailsTo(town, ours.email))[1]?.subject).toContain('Invoice NW-0002 from Northwind IT Ltd');
  });

  test('with a mistake is refused with its place, and nothing is changed', async () => {
    const { tenant } = await people();
    const wrong = { ...wording, body: 'Hello\n\nyou, {customer}', subject: 'a\r\nBcc: all@example.com' };
    await expect(
      client().command(notifications.setTemplate, { ...template, wording: wrong }, tenant.staff),
    ).rejects.toMatchObject({
      kind: 'invalid',
      code: 'template_wrong',
      errors: [
        { path: 'wording.subject', code: 'one_line', message: expect.stringContaining('Line 2') },
        { path: 'wording.body', code: 'unknown_tag', message: expect.stringContaining('Line 3, column 6') },
      ],
    });
    const huge = { ...wording, body: 'x'.repeat(10_001) };
    await expect(
      client().command(notifications.setTemplate, { ...template, wording: huge }, tenant.staff),
    ).rejects.toMatchObject({ kind: 'invalid' });
    expect((await client().query(notifications.listTemplates, {}, tenant.staff)).changed).toEqual([]);
  });

  test('is for owners and administrators to change', async () => {
    const { tenant } = await people();
    for (const role of ['accountant', 'support', 'readOnly'] as const)
      await expect(
        client().command(notifications.setTemplate, { ...template, wording }, asStaff(tenant.id, role)),
      ).rejects.toMatchObject({ kind: 'denied' });
  });

  test('is in the customer’s language', async () => {
    const { tenant, customer, email } = await people();
    const { customerId } = customer;
    await client().command(
      directory.updateCustomer,
      { customerId, name: 'Ada GmbH', email, language: 'de-AT' },
      tenant.staff,
    );
    await invoice(tenant, customerId);
    const [mail] = await mailsTo(town, email);
    expect(mail?.subject).toMatch(/^Rechnung NW-0001 von Northwind IT Ltd: £\s120,00, fällig am \d+\. \p{L}+ \d{4}$/u);
    expect(mail?.html).toContain('<html lang="de">');
  });

  test('goes as a test to the address that is named, through the same server', async () => {
    const { tenant, staff } = await people();
    const sent = await client().command(
      notifications.sendTestMail,
      {
        ...template,
        testId: newId(),
        to: staff,
        wording,
        values: [
          { tag: 'customer_name', value: 'A\r\nB <b>' },
          { tag: 'invoice_number', value: 'NW-7\r\nBcc: x@example.com' },
        ],
      },
      asService(tenant.id, 'gateway'),
    );
    expect(sent).toEqual({ isSent: true, problem: null });
    const [mail] = await mailsTo(town, staff);
    expect(mail?.subject).toBe('[Test] Bill NW-7 Bcc: x@example.com:');
    expect(mail?.html).toContain('Hello <strong>A B &lt;b&gt;</strong>');
  });
});

test('a refused address is a bounce: staff are told once, and it is marked when it happens again; a mail that arrives clears it', async () => {
  const { tenant, customer, email, staff } = await people();
  const { customerId } = customer;
  const refuse = () =>
    town.admin('POST', '/mail/faults', { effect: 'refuse', at: 'rcpt', code: 550, to: email, count: 1 });
  await refuse();
  const invoiceId = await town.invoice(tenant, customerId);
  const told = await untilMail(town, staff, 'was not delivered');
  expect(told.text).toContain(`To: ${email}`);
  expect(told.text).toContain(`${town.edge.url}/admin/mails/eml_`);
  const bounces = async () => (await client().query(notifications.listBounces, { customerId }, tenant.staff)).bounces;
  expect(await bounces()).toMatchObject([{ address: email, count: 1, isMarked: false }]);
  const bounced = (await mailsOf(tenant)).find((mail) => mail.invoiceId === invoiceId && mail.status === 'bounced');
  expect(bounced?.problem).toMatch(/^The mail server refused it: 550/);

  await refuse();
  const again = { mailId: newId(), customerId, invoiceId };
  await client().command(notifications.sendInvoiceLink, again, tenant.staff);
  await until('it bounced again', async () => (await bounces())[0]?.count === 2);
  expect(await bounces()).toMatchObject([{ address: email, isMarked: true }]);

  await client().command(notifications.sendInvoiceLink, { ...again, mailId: newId() }, tenant.staff);
  await until('it arrived', async () => (await bounces()).length === 0);
  await town.platform.quiet();
  expect(await mailsOf(tenant, 'staffMailBounced')).toHaveLength(2);
});

test('the customer hears of a credit note, and of a void of what was mailed', async () => {
  const { tenant, customer, email } = await people();
  const first = await invoice(tenant, customer.customerId);
  await client().command(
    invoicing.creditInvoice,
    { creditNoteId: newId(), invoiceId: first, reason: 'agreed', lines: undefined },
    tenant.staff,
  );
  const credited = await untilMail(town, email, 'Credit note');
  expect(credited.text).toContain('Credit note: ');
  expect(credited.text).toContain('£120.00');
  expect(credited.text).not.toContain('is now your credit');

  const second = await invoice(tenant, customer.customerId);
  await client().command(invoicing.voidInvoice, { invoiceId: second, reason: 'twice' }, tenant.staff);
  const voided = await untilMail(town, email, 'is void');
  expect(voided.text).not.toContain('#');
  expect(await mailsOf(tenant, 'invoiceVoided')).toHaveLength(1);
});

test('staff hear of payments once they ask for it, at the address they name', async () => {
  const { tenant, customer } = await people();
  const books = `books-${newId()}@example.com`;
  await client().command(
    notifications.setStaffMails,
    { mails: [{ kind: 'staffPaymentReceived', isOn: true, address: books }] },
    tenant.staff,
  );
  await expect(
    client().command(
      notifications.setStaffMails,
      { mails: [{ kind: 'invoiceIssued', isOn: false, address: null }] },
      tenant.staff,
    ),
  ).rejects.toMatchObject({ code: 'not_a_staff_mail' });
  const invoiceId = await invoice(tenant, customer.customerId);
  const prepared = await client().command(payments.preparePayment, { invoiceId, amount: 5000 }, customer);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'partlyPaid');
  const told = await untilMail(town, books, 'Ada Ltd paid £50.00');
  expect(told.text).toContain('Still due: £70.00');
});

describe('a mail server of the tenant’s own', () => {
  const server = () => {
    const { hostname, port, username, password } = new URL(town.sandbox.mail.url);
    return {
      host: hostname,
      port: Number(port),
      security: 'none' as const,
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      fromName: 'Northwind Billing',
      fromAddress: 'bills@northwind.example',
      replyTo: null,
    };
  };
  const tried = async (tenant: Tenant, to: string) =>
    (await client().command(notifications.testMailServer, { testId: newId(), to }, asService(tenant.id, 'gateway')))
      .steps;

  test('takes its mails, from its own address; its password comes back to nobody', async () => {
    const { tenant, customer, email, staff } = await people();
    await client().command(notifications.setMailServer, server(), tenant.staff);
    expect(await tried(tenant, staff)).toMatchObject([
      { step: 'find', isOk: true },
      { step: 'connect', isOk: true },
      { step: 'signIn', isOk: true },
      { step: 'send', isOk: true },
    ]);
    await invoice(tenant, customer.customerId);
    const [mail] = await mailsTo(town, email);
    const from = mail?.headers.find(({ name }) => name.toLowerCase() === 'from')?.value;
    expect(from).toContain('Northwind Billing');
    expect(from).toContain('<bills@northwind.example>');
    expect(mail?.message_id).toContain('@northwind.example');
    const told = await client().query(notifications.getMailServer, {}, tenant.staff);
    expect(told.server).toMatchObject({ user: server().user, hasPassword: true });
    expect(JSON.stringify(told)).not.toContain(server().password);
  });

  test('that does not let us in says so in words, and what waits goes out once it is set right', async () => {
    const { tenant, customer, email, staff } = await people();
    await client().command(notifications.setMailServer, { ...server(), password: 'wrong' }, tenant.staff);
    const steps = await tried(tenant, staff);
    expect(steps.at(-1)).toMatchObject({ step: 'signIn', isOk: false });
    expect(JSON.stringify(steps)).not.toContain('wrong');
    await town.invoice(tenant, customer.customerId);
    await until('it was tried', async () => ((await mailsOf(tenant))[0]?.attempts ?? 0) > 0, patience_ms);
    await client().command(notifications.setMailServer, server(), tenant.staff);
    await untilMail(town, email, 'due by');
    await town.platform.quiet();
    expect(await mailsTo(town, email)).toHaveLength(1);
  });
});
