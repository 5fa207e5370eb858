import { invoicing, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

// Stripe remembers its own 500 under a key for a day, although it did what it was asked: under that key it never tells. What each call
// did is looked for.

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 2, name: 'storedFailures' });
});
afterEach(() => town.admin('DELETE', '/faults'));
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const consent = 'I agree that Northwind IT charges my invoices to this card.';
/** The next call of the path does its work, and its 500 is all that its key ever gives. */
const remembers500 = (path: string) =>
  town.admin('POST', '/faults', { method: 'POST', path, count: 1, status: 500, when: 'after' });
const client = () => town.platform.client;

async function someone() {
  const tenant = await town.tenant();
  return { tenant, customer: await town.customer(tenant, `${newId()}@example.com`) };
}
type Someone = Awaited<ReturnType<typeof someone>>;

async function onFile({ customer }: Someone, card = 'pm_card_visa') {
  const { customerId } = customer;
  const { setupIntentId } = await client().command(payments.prepareSetup, { customerId, consent }, customer);
  await town.stripe.setupIntents.confirm(setupIntentId, {
    payment_method: card,
    return_url: 'https://pay.example/back',
  });
  const [method] = await until('the card is on file', async () => {
    const { methods } = await client().query(payments.listMethods, { customerId }, customer);
    return methods.length === 1 && methods;
  });
  return method;
}

async function paid({ tenant, customer }: Someone, card = 'pm_card_visa') {
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const prepared = await client().command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, card);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const { payments: list } = await client().query(payments.listPayments, { invoiceId }, tenant.staff);
  return { invoiceId, paymentId: list[0]?.paymentId ?? '', intent: prepared.paymentIntentId };
}

/** Commands of a handler that are not done, and what they wait for. */
const undone = ({ id }: Tenant, handler: string) =>
  behind.sql<{ status: string }[]>`
    select status from payments.ledger where tenant_id = ${id} and handler = ${handler} and status <> 'done'`;

test('a customer and a form for a card are made once, and the form opens', async () => {
  const { customer } = await someone();
  const { customerId } = customer;
  await remembers500('/v1/customers');
  await remembers500('/v1/setup_intents');
  const prepared = await client().command(payments.prepareSetup, { customerId, consent }, customer);
  expect(prepared.clientSecret).toContain(prepared.setupIntentId);
  const { customer: made } = await town.stripe.setupIntents.retrieve(prepared.setupIntentId);
  const { data } = await town.stripe.customers.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata.customer_id === customerId).map(({ id }) => id)).toEqual([made]);
});

test.each([
  ['taken', 'pm_card_visa', 'succeeded'],
  ['refused', 'pm_card_chargeCustomerFail', 'created'],
])('a charge while the customer is away is known to be %s', async (_how, card, status) => {
  const who = await someone();
  const { tenant, customer } = who;
  await onFile(who, card);
  const { customerId } = customer;
  await client().command(payments.setAutopay, { customerId, on: true, consent }, customer);
  const invoiceId = await town.invoice(tenant, customerId);
  await town.platform.quiet();
  await remembers500('/v1/payment_intents/*/confirm');
  const speaker = await town.platform.speakAs('payments');
  await speaker.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments'));
  const { attempts } = await client().query(payments.listAttempts, { invoiceId }, tenant.staff);
  expect(attempts).toMatchObject([{ status }]);
  const { data } = await town.stripe.paymentIntents.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata.invoice_id === invoiceId)).toHaveLength(1);
});

test('a payment that was cancelled is known to be, and its invoice is free', async () => {
  const { tenant, customer } = await someone();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { attemptId } = await client().command(payments.preparePayment, { invoiceId }, customer);
  await remembers500('/v1/payment_intents/*/cancel');
  expect(await client().command(payments.cancelAttempt, { attemptId }, customer)).toMatchObject({
    status: 'cancelled',
  });
  await until('it is free', async () => {
    const { held } = await client().query(invoicing.getInvoice, { invoiceId }, tenant.staff);
    return held === 0;
  });
});

test('a payment of another amount takes the place of one whose cancelling was not heard of', async () => {
  const { tenant, customer } = await someone();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const first = await client().command(payments.preparePayment, { invoiceId, amount: 50_00 }, customer);
  await remembers500('/v1/payment_intents/*/cancel');
  const second = await client().command(payments.preparePayment, { invoiceId }, customer);
  expect(second.paymentIntentId).not.toBe(first.paymentIntentId);
  expect((await town.stripe.paymentIntents.retrieve(first.paymentIntentId)).status).toBe('canceled');
});

test('a refund is made once, and its command ends', async () => {
  const who = await someone();
  const { invoiceId, paymentId, intent } = await paid(who);
  await remembers500('/v1/refunds');
  const refund = { refundId: newId(), invoiceId, paymentId, amount: 20_00, reason: 'requestedByCustomer' as const };
  await client().command(invoicing.refundPayment, refund, who.tenant.staff);
  await until('it is back', async () => {
    const { refunds } = await client().query(invoicing.listRefundsAsked, { invoiceId }, who.tenant.staff);
    return refunds[0]?.returned === 20_00;
  });
  await town.platform.quiet();
  expect(await undone(who.tenant, 'payments.sendRefund')).toEqual([]);
  expect((await town.stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(1);
});

test('an answer that a key gives again is old: a refund that has failed since stays failed', async () => {
  const who = await someone();
  const { invoiceId, paymentId, intent } = await paid(who);
  const method = 'POST';
  // It is made; neither its answer nor a look tells so, and nobody gets through for a while.
  await town.admin('POST', '/faults', { method, path: '/v1/refunds', count: 1, effect: 'reset', when: 'after' });
  await town.admin('POST', '/faults', { method, path: '/v1/refunds', status: 503 });
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/refunds', status: 503 });
  const refund = { refundId: newId(), invoiceId, paymentId, amount: 20_00, reason: 'requestedByCustomer' as const };
  await client().command(invoicing.refundPayment, refund, who.tenant.staff);
  const asked = async () => {
    const { refunds } = await client().query(invoicing.listRefundsAsked, { invoiceId }, who.tenant.staff);
    return refunds[0];
  };
  await until('it is known to be back', async () => (await asked())?.returned === 20_00);
  const [made] = await behind.sql<{ id: string }[]>`
    select stripe_refund_id as id from payments.refunds where refund_id = ${refund.refundId}`;
  await town.admin('POST', `/refunds/${made?.id}/settle`, { outcome: 'failed' });
  await until('it is known to have failed', async () => (await asked())?.failed === 20_00);
  await town.admin('DELETE', '/faults');
  await until('its command ends', async () => (await undone(who.tenant, 'payments.sendRefund')).length === 0);
  await town.platform.quiet();
  expect(await asked()).toMatchObject({ failed: 20_00, returned: 0 });
  expect((await town.stripe.refunds.list({ payment_intent: intent })).data).toMatchObject([{ status: 'failed' }]);
});

test('an answer that a key gives again is old: a dispute that was lost since stays lost', async () => {
  const who = await someone();
  const { invoiceId } = await paid(who, 'pm_card_createDispute');
  const dispute = async () =>
    (await client().query(payments.listDisputes, { invoiceId }, who.tenant.staff)).disputes[0];
  const disputeId = await until('it is disputed', async () => (await dispute())?.disputeId);
  await town.platform.quiet();
  const [row] = await behind.sql<{ id: string }[]>`
    select stripe_dispute_id as id from payments.disputes where dispute_id = ${disputeId}`;
  const path = '/v1/disputes/*';
  // It is taken, and the word of it is so long on its way that the bank has decided by then; nor is it seen at the first look.
  await town.admin('POST', '/faults', { method: 'POST', path, count: 1, effect: 'hold', ms: 4_000, when: 'after' });
  const evidence = { disputeId, text: 'Delivered in May.', submit: true };
  const said = client().command(payments.sendEvidence, evidence, { ...who.tenant.staff, timeout_ms: 20_000 });
  said.catch(() => {});
  await until(
    'the bank has it',
    async () => (await town.stripe.disputes.retrieve(row?.id ?? '')).status === 'under_review',
  );
  await town.admin('POST', `/disputes/${row?.id}/decide`, { verdict: 'lost' });
  await until('it is known to be lost', async () => (await dispute())?.outcome === 'lost');
  await town.admin('POST', '/faults', { method: 'GET', path, count: 4, status: 503 });
  await until('its command ends', async () => (await undone(who.tenant, 'payments.sendEvidence')).length === 0);
  await town.platform.quiet();
  expect(await dispute()).toMatchObject({ status: 'lost', outcome: 'lost' });
});

test.each(['sendEvidence', 'acceptDispute'] as const)(
  'what staff said to a dispute is known to be said: %s',
  async (say) => {
    const who = await someone();
    const { invoiceId } = await paid(who, 'pm_card_createDispute');
    const disputeId = await until('it is disputed', async () => {
      const { disputes } = await client().query(payments.listDisputes, { invoiceId }, who.tenant.staff);
      return disputes[0]?.disputeId;
    });
    await town.platform.quiet();
    await remembers500('/v1/disputes/*');
    const { staff } = who.tenant;
    const said =
      say === 'sendEvidence'
        ? await client().command(payments.sendEvidence, { disputeId, text: 'Delivered in May.', submit: true }, staff)
        : await client().command(payments.acceptDispute, { disputeId }, staff);
    expect(said).toMatchObject({ status: say === 'sendEvidence' ? 'under_review' : 'lost' });
  },
);

test('a card that was taken off is known to be off', async () => {
  const who = await someone();
  const method = await onFile(who);
  const { customerId } = who.customer;
  await remembers500('/v1/payment_methods/*/detach');
  await client().command(payments.removeMethod, { customerId, methodId: method?.methodId ?? '' }, who.customer);
  await until('it was taken off', async () => {
    const { done } = (
      await behind.sql<{ done: number }[]>`
      select count(*)::int as done from payments.ledger
      where tenant_id = ${who.tenant.id} and handler = 'payments.detachMethod' and status = 'done'`
    )[0] ?? { done: 0 };
    return done === 1;
  });
});
