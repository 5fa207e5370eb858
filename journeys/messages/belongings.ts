import { directory, invoicing, notifications, payments } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { asCustomer, asService, asStaff, type TestPlatform, until } from '@purser/testing';
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
  const [linkId, staffId, rateId, quoteId] = [newId(), newId(), newId(), newId()];
  const recurringId = newId();
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
  const offer = { quoteId, customerId: ada, currency: 'GBP', lines: draft.lines };
  await client.command(invoicing.draftQuote, offer, staff);
  await client.command(invoicing.sendQuote, { quoteId }, staff);
  const { number } = await client.command(invoicing.issueInvoice, { invoiceId }, staff);
  const rate = { name: 'Engine duty', percent: '17.25', inclusive: false, kind: 'standard' as const };
  await client.command(invoicing.createTaxRate, { rateId, ...rate }, staff);
  const monthly = { every: 1, unit: 'month' as const, startOn: '2099-01-31', review_days: 3 };
  await client.command(
    invoicing.createRecurringInvoice,
    { recurringId, name: 'Analytical engine, monthly', ...draft, ...monthly },
    staff,
  );
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
  await confirm(platform, paymentIntentId, 'pm_card_visa');
  await client.command(payments.resolveAttempt, { attemptId }, staff);
  const { payments: paid } = await client.query(payments.listPayments, { invoiceId }, staff);
  const paymentId = paid[0]?.paymentId ?? '';
  await client.command(
    invoicing.creditInvoice,
    { creditNoteId, invoiceId: await another(platform, tenant, ada), reason: 'agreed with Ada' },
    staff,
  );
  const refundId = newId();
  const back = { refundId, invoiceId, paymentId, amount: 4242, reason: 'duplicate' as const, note: 'agreed with Ada' };
  await client.command(invoicing.refundPayment, back, staff);
  const disputed = await aDispute(platform, tenant, ada);
  const runId = newId();
  const drafted = newId();
  await client.command(invoicing.draftInvoice, { invoiceId: drafted, ...draft }, staff);
  await client.command(invoicing.startRun, { runId, kind: 'issue', invoices: { ids: [drafted] }, send: false }, staff);
  await platform.quiet();
  const proofId = newId();
  await client.command(payments.startProof, { proofId, from: '2026-03-01', to: '2026-03-31' }, staff);
  await platform.quiet();
  const { refunds } = await client.query(payments.listRefunds, { invoiceId }, staff);
  return {
    tenant,
    ada,
    bob,
    ids: {
      customerId: ada,
      contactId,
      invoiceId,
      quoteId,
      newQuoteId: newId(),
      creditNoteId,
      endpointId,
      newEndpointId: newId(),
      replayId: newId(),
      attemptId,
      paymentId,
      messageId,
      linkId,
      staffId,
      rateId,
      runId,
      recurringId,
      tenantId: tenant,
      // An invoice's document has the invoice's id.
      documentId: invoiceId,
      ...(await mailsOf(platform, tenant)),
      mailingId: await aMailing(platform, tenant),
      sourceId: invoiceId,
      likeInvoiceId: invoiceId,
      applicationId: newId(),
      testId: newId(),
      refundId,
      proofId,
      paymentIntentId,
      orphanId: await anOrphan(platform, tenant),
      ...(await aPayout(platform, tenant)),
      ...(await aCard(platform, tenant, ada)),
      partId: refunds[0]?.partId ?? '',
      stripeRefundId: refunds[0]?.stripeRefundId ?? '',
      ...disputed,
    },
    words: [
      'Lovelace',
      'adamail',
      'Annabella',
      'Augusta',
      'Analytical',
      'engine',
      'duty',
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

/** A card on file, as payments learns of it from Stripe. */
async function aCard({ client, stripeUrl, speakAs }: EveryService, tenant: string, customerId: string) {
  const { setupIntentId } = await client.command(
    payments.prepareSetup,
    { customerId, consent: 'agreed with Ada' },
    asCustomer(tenant, customerId),
  );
  const answer = await fetch(`${stripeUrl}/v1/setup_intents/${setupIntentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripeKeys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'payment_method=pm_card_visa&return_url=https://example.com',
  });
  const { payment_method: stripeMethodId } = (await answer.json()) as { payment_method: string };
  await (await speakAs('payments')).command(payments.followSetup, { setupIntentId }, asService(tenant, 'payments'));
  const { methods } = await client.query(payments.listMethods, { customerId }, asStaff(tenant));
  return { setupIntentId, stripeMethodId, methodId: methods[0]?.methodId ?? '' };
}

/** What a customer's bank takes issue with, as payments learns it from Stripe. */
async function aDispute(platform: EveryService, tenant: string, customerId: string) {
  const { client, stripeUrl } = platform;
  const invoiceId = await another(platform, tenant, customerId);
  const { attemptId, paymentIntentId } = await client.command(
    payments.preparePayment,
    { invoiceId },
    asCustomer(tenant, customerId),
  );
  await confirm(platform, paymentIntentId, 'pm_card_createDispute');
  await client.command(payments.resolveAttempt, { attemptId }, asStaff(tenant));
  // The bank takes its time.
  const stripeDisputeId = await until('the bank disputes it', async () => {
    const answer = await fetch(`${stripeUrl}/v1/disputes?payment_intent=${paymentIntentId}`, {
      headers: { authorization: `Bearer ${stripeKeys.secretKey}` },
    });
    const { data } = (await answer.json()) as { data: { id: string }[] };
    return data[0]?.id;
  });
  await (await platform.speakAs('payments')).command(
    payments.followDispute,
    { stripeDisputeId },
    asService(tenant, 'payments'),
  );
  const { disputes } = await client.query(payments.listDisputes, { invoiceId }, asStaff(tenant));
  return { disputeId: disputes[0]?.disputeId ?? '', stripeDisputeId };
}

/** A charge that nobody here asked for, as the nightly look at Stripe finds it. */
async function anOrphan({ client, stripeUrl }: EveryService, tenant: string): Promise<string> {
  const answer = await fetch(`${stripeUrl}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripeKeys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: `amount=100000&currency=gbp&payment_method=pm_card_bypassPending&confirm=true&return_url=https://example.com&metadata[tenant_id]=${tenant}`,
  });
  if (!answer.ok) throw new Error(`nothing was charged: ${await answer.text()}`);
  await client.command(payments.runReconciliation, { what: 'objects' }, asStaff(tenant));
  return until('it is found', async () => {
    const { orphans } = await client.query(payments.listOrphans, {}, asStaff(tenant));
    return orphans[0]?.orphanId;
  });
}

/** Money on its way to the bank, as payments learns of it from Stripe. */
async function aPayout({ client, stripeUrl, speakAs }: EveryService, tenant: string) {
  // What came in can be paid out once Stripe has added it to the balance, which is a moment after the payment.
  const stripePayoutId = await until('money to pay out', async () => {
    const answer = await fetch(`${stripeUrl}/v1/payouts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stripeKeys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=1000&currency=gbp',
    });
    return answer.ok && ((await answer.json()) as { id: string }).id;
  });
  const at = { mode: 'test' as const, account: 'own' };
  await (await speakAs('payments')).command(
    payments.followPayout,
    { stripePayoutId, at },
    asService(tenant, 'payments'),
  );
  const { payouts } = await client.query(payments.listPayouts, {}, asStaff(tenant));
  return { stripePayoutId, payoutId: payouts[0]?.payoutId ?? '' };
}

/** What the payer's browser does with the intent. */
async function confirm({ stripeUrl }: EveryService, paymentIntentId: string, card: string): Promise<void> {
  const answer = await fetch(`${stripeUrl}/v1/payment_intents/${paymentIntentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripeKeys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: `payment_method=${card}&return_url=https://example.com`,
  });
  if (!answer.ok) throw new Error(`the intent was not confirmed: ${await answer.text()}`);
}

/** A mail about alarms; it is over, so that nothing more becomes of it by itself. */
async function aMailing(platform: EveryService, tenant: string): Promise<string> {
  const itself = await platform.speakAs('notifications');
  const alarm = {
    handler: 'payments.recordFee',
    messageId: newId(),
    reason: 'failed',
    raisedAt: new Date().toISOString(),
  };
  await itself.command(notifications.noteAlarm, { ...alarm, ofTenant: tenant }, asService(tenant, 'notifications'));
  const { runtime } = platform.service('notifications').connections;
  const [row] = await runtime.tenantTx(
    { tenant },
    ({ sql }) => sql<{ id: string }[]>`update alarm_mailings set state = 'dropped' returning mailing_id as id`,
  );
  return row?.id ?? '';
}
