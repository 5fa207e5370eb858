import { directory, invoicing, notifications, payments } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { asCustomer, asService, asStaff, type TestPlatform } from '@purser/testing';
import { type EveryService, stripeKeys } from './everyService.ts';

/** A tenant, two of its customers, and one of everything that the first of them has. */
export type Belongings = {
  tenant: string;
  ada: string;
  bob: string;
  /** Field name to id: what belongs to the tenant, and to Ada where it is a customer's. */
  ids: Record<string, string>;
  /** Words that stand in what Ada and her tenant store, and may stand in no answer to anybody else. */
  words: string[];
};

const settings = {
  timeZone: 'Europe/London',
  currency: 'GBP',
  terms_days: 14,
  taxRounding: 'line' as const,
};

export async function aTenant({ client }: TestPlatform, tenant = newId(), name = 'Elsewhere'): Promise<string> {
  await client.command(
    directory.createTenant,
    { name, ...settings, numberPrefix: `${name}-` },
    asService(tenant, 'gateway'),
  );
  return tenant;
}

/** One of everything, by the front door. */
export async function belongings(platform: EveryService): Promise<Belongings> {
  const { client } = platform;
  const tenant = await aTenant(platform, newId(), 'Northwind');
  const [ada, bob, contactId] = [newId(), newId(), newId()];
  const [invoiceId, creditNoteId, endpointId] = [newId(), newId(), newId()];
  const [linkId, staffId] = [newId(), newId()];
  // Several services have a message of this id in their ledgers.
  const messageId = newId();
  const staff = asStaff(tenant);
  for (const [customerId, name] of [
    [ada, 'Ada Lovelace'],
    [bob, 'Bob'],
  ] as const)
    await client.command(
      directory.createCustomer,
      { customerId, name, email: `${name.split(' ')[0]}@adamail.example` },
      staff,
    );
  await client.command(
    directory.addContact,
    { contactId, customerId: ada, name: 'Annabella', email: 'annabella@adamail.example', role: 'billing' },
    { ...staff, id: messageId },
  );
  await platform.quiet();
  const line = { description: 'Analytical engine', quantity: '1', unitAmount: 424_242, taxes: [] };
  const draft = { customerId: ada, currency: 'GBP', lines: [{ id: 'l1', ...line }], note: 'for the engine' };
  await client.command(invoicing.draftInvoice, { invoiceId, ...draft }, { ...staff, id: messageId });
  const { number } = await client.command(invoicing.issueInvoice, { invoiceId }, staff);
  await client.command(
    payments.configureStripe,
    { endpointId, mode: 'test', ...stripeKeys, webhookSecrets: ['whsec_journeys0'] },
    { ...staff, id: messageId },
  );
  const link = { kind: 'invoice' as const, linkId, tokenHash: 'b'.repeat(64), customerId: ada, invoiceId };
  await (await platform.speakAs('notifications')).command(
    directory.createLink,
    link,
    asService(tenant, 'notifications'),
  );
  const works = { staffId, name: 'Augusta', email: 'augusta@adamail.example', passwordHash: 'none' };
  const house = asService(platformTenant, 'gateway');
  await client.command(directory.createStaff, works, house);
  await client.command(directory.setMembership, { staffId, tenantId: tenant, role: 'owner' }, house);
  const { attemptId, paymentIntentId } = await client.command(
    payments.preparePayment,
    { invoiceId },
    asCustomer(tenant, ada),
  );
  await confirm(platform, paymentIntentId);
  await client.command(payments.resolveAttempt, { attemptId }, staff);
  const { payments: paid } = await client.query(payments.listPayments, { invoiceId }, staff);
  const paymentId = paid[0]?.paymentId ?? '';
  await client.command(
    invoicing.creditInvoice,
    { creditNoteId, invoiceId: await another(platform, tenant, ada), reason: 'agreed with Ada' },
    staff,
  );
  await platform.quiet();
  return {
    tenant,
    ada,
    bob,
    ids: {
      customerId: ada,
      contactId,
      invoiceId,
      creditNoteId,
      endpointId,
      attemptId,
      paymentId,
      messageId,
      linkId,
      staffId,
      tenantId: tenant,
      // An invoice's document has the invoice's id.
      documentId: invoiceId,
      ...(await mailsOf(platform, tenant)),
      sourceId: invoiceId,
    },
    words: [
      'Lovelace',
      'adamail',
      'Annabella',
      'Augusta',
      'Analytical',
      'engine',
      '424242',
      number,
      paymentIntentId,
      'agreed with',
    ],
  };
}

/** The mail that the invoice went out with. */
async function mailsOf({ client }: TestPlatform, tenant: string): Promise<{ mailId: string; newMailId: string }> {
  const { mails } = await client.query(notifications.listMails, { limit: 50 }, asStaff(tenant));
  return { mailId: mails[0]?.mailId ?? '', newMailId: newId() };
}

/** An issued invoice whose money nobody holds. */
async function another({ client }: TestPlatform, tenant: string, customerId: string): Promise<string> {
  const invoiceId = newId();
  const lines = [{ id: 'l1', description: 'Support', quantity: '1', unitAmount: 5000, taxes: [] }];
  await client.command(invoicing.draftInvoice, { invoiceId, customerId, currency: 'GBP', lines }, asStaff(tenant));
  await client.command(invoicing.issueInvoice, { invoiceId }, asStaff(tenant));
  return invoiceId;
}

/** What the payer's browser does with the intent. */
async function confirm({ stripeUrl }: EveryService, paymentIntentId: string): Promise<void> {
  const answer = await fetch(`${stripeUrl}/v1/payment_intents/${paymentIntentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripeKeys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'payment_method=pm_card_visa&return_url=https://example.com',
  });
  if (!answer.ok) throw new Error(`the intent was not confirmed: ${await answer.text()}`);
}
