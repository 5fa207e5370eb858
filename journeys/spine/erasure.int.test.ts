import { directory, invoicing, notifications, payments } from '@purser/contracts';
import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let behind: ReturnType<typeof connect>;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'erasure' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

/** Those that may keep something of a customer. Each has keys of its own. */
const keepers = ['directory', 'invoicing', 'payments', 'notifications', 'accounting'];

const keysOf = async (schema: string, subject: string) =>
  behind.sql<{ wrapped: Buffer; destroyed_at: string | null }[]>`
    select wrapped, destroyed_at from ${behind.sql(schema)}.data_keys where subject = ${subject}`;

/** A customer who was billed and mailed, and paid by card. */
async function aPayer(tenant: Tenant, name: string) {
  const email = `${name}-${newId()}@example.com`;
  const customer = await town.customer(tenant, email);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await untilMail(town, email, 'due by');
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  await untilMail(town, email, 'received');
  return { ...customer, email, invoiceId };
}

test('erasure destroys the customer’s key in every service that may have something of theirs, and nobody else’s', async () => {
  const { client } = town.platform;
  const tenant = await town.tenant();
  const [ada, bob] = [await aPayer(tenant, 'ada'), await aPayer(tenant, 'bob')];
  const mailsOf = async ({ invoiceId }: { invoiceId: string }) =>
    (await client.query(notifications.listMails, { invoiceId, limit: 50 }, tenant.staff)).mails;
  const [before] = await mailsOf(ada);
  expect(before).toMatchObject({ to: ada.email, status: 'sent' });

  await client.command(directory.archiveCustomer, { customerId: ada.customerId }, tenant.staff);
  await client.command(directory.eraseCustomer, { customerId: ada.customerId }, tenant.staff);
  await until('everybody has forgotten', async () => {
    const all = await Promise.all(keepers.map((schema) => keysOf(schema, ada.customerId)));
    return all.every((keys) => keys.length > 0 && keys.every(({ destroyed_at }) => destroyed_at !== null));
  });
  for (const schema of keepers)
    expect((await keysOf(schema, ada.customerId)).map(({ wrapped }) => [schema, wrapped.length])).toEqual([
      [schema, 0],
    ]);

  // What was written to them can be read no more; that it was written, and what it cost, stays.
  const after = await mailsOf(ada);
  expect(after.map(({ status }) => status)).toEqual(['sent', 'sent']);
  for (const { mailId, to } of after) {
    expect(to).not.toContain('ada');
    const mail = await client.query(notifications.getMail, { mailId }, tenant.staff);
    expect([mail.html, mail.text, mail.attachments]).toEqual(['', '', []]);
  }
  const figures = await client.query(invoicing.getInvoice, { invoiceId: ada.invoiceId }, tenant.staff);
  expect(figures).toMatchObject({ status: 'paid', paid: 120_00 });

  // Nobody writes to them any more, whoever asks.
  const mailId = newId();
  const asked = { mailId, customerId: ada.customerId, invoiceId: ada.invoiceId };
  await client.command(notifications.sendInvoiceLink, asked, tenant.staff).catch(() => {});
  await town.platform.quiet();
  expect(await mailsTo(town, ada.email)).toHaveLength(2);

  for (const schema of ['directory', 'invoicing', 'notifications'])
    for (const { wrapped } of await keysOf(schema, bob.customerId)) expect(wrapped.length).toBeGreaterThan(0);
  const [theirs] = await mailsOf(bob);
  const open = await client.query(notifications.getMail, { mailId: theirs?.mailId ?? '' }, tenant.staff);
  expect(open.text).toContain('Ada Ltd');
  expect(theirs?.to).toBe(bob.email);
});

test('what Stripe told of the payments of somebody who was erased is emptied, and of nobody else’s', async () => {
  const { client } = town.platform;
  const tenant = await town.tenant();
  const [ada, bob] = [await aPayer(tenant, 'ada'), await aPayer(tenant, 'bob')];
  await town.platform.quiet();
  // The town's tenants share an account at Stripe, and each hears of the others' payments.
  const heldOf = ({ customerId }: { customerId: string }) =>
    behind.sql<{ event_id: string; isKept: boolean }[]>`
      select event_id, payload is not null as "isKept" from payments.webhook_events
      where tenant_id = ${tenant.id} and object_id in (select payment_intent_id from payments.attempts where customer_id = ${customerId})`;
  const isKept = async (who: { customerId: string }) => (await heldOf(who)).map((event) => event.isKept);
  const all = () =>
    behind.sql`select from payments.webhook_events where tenant_id = ${tenant.id} and status = 'received'`;
  await until('all is dealt with', async () => (await all()).count === 0);
  const [before] = await behind.sql<{ event_id: string; payload: Buffer | null }[]>`
    select event_id, payload from payments.webhook_events where tenant_id = ${tenant.id} and payload is not null
      and object_id in (select payment_intent_id from payments.attempts where customer_id = ${ada.customerId})`;
  if (!before) throw new Error('Stripe told nothing');
  const theirs = await isKept(bob);
  await client.command(directory.archiveCustomer, { customerId: ada.customerId }, tenant.staff);
  await client.command(directory.eraseCustomer, { customerId: ada.customerId }, tenant.staff);
  await until('it is emptied', async () => !(await isKept(ada)).includes(true));
  expect(await isKept(ada)).not.toEqual([]);
  expect(await isKept(bob)).toEqual(theirs);

  // One that was dealt with only after they were gone.
  await behind.sql`update payments.webhook_events set payload = ${before.payload}
    where tenant_id = ${tenant.id} and event_id = ${before.event_id}`;
  expect(await isKept(ada)).toContain(true);
  await client.command(payments.keepWebhooks, { days: 90 }, tenant.staff);
  await until('it is emptied too', async () => !(await isKept(ada)).includes(true));
  expect(await isKept(bob)).toEqual(theirs);
});
