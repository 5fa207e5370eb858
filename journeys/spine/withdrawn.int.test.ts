import { invoicing, payments } from '@purser/contracts';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Payer, type Payers, payersOf } from './payers.ts';
import { startTown, type Town, untilInvoice } from './town.ts';

// A charge was decided on, Stripe is away, and meanwhile nobody wants it any more.

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ reply_ms: 20_000 });
  payers = payersOf(town);
});
afterEach(async () => {
  await town.admin('DELETE', '/faults');
  await town.admin('DELETE', '/webhook-faults');
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const client = () => town.platform.client;
const confirming = { method: 'POST', path: '/v1/payment_intents/*/confirm', status: 503 };

/** A bill whose charge has been tried at a Stripe that answers nothing, and is about to be tried again. */
async function stuck({ tenant, customer }: Payer): Promise<string> {
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  const itself = await town.platform.speakAs('payments');
  itself.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments')).catch(() => {});
  await until('it has been tried', async () => {
    const { count } = await payers.behind.sql`
      select from payments.ledger where tenant_id = ${tenant.id} and handler = 'payments.chargeInvoice' and step = 'confirmAway' and attempts > 1`;
    return count === 1;
  });
  return invoiceId;
}
const intentsOf = async (invoiceId: string) =>
  (await town.stripe.paymentIntents.list({ limit: 100 })).data
    .filter(({ metadata }) => metadata.invoice_id === invoiceId)
    .map(({ status }) => status);
const invoiceOf = ({ tenant }: Payer, invoiceId: string) =>
  client().query(invoicing.getInvoice, { invoiceId }, tenant.staff);

const withdrawals = {
  'a customer who pays automatically no more': ({ customer }: Payer) =>
    client().command(payments.setAutopay, { customerId: customer.customerId, on: false }, customer),
  'staff who stop the tries of the invoice': ({ tenant }: Payer, invoiceId: string) =>
    client().command(payments.setInvoiceAutopay, { invoiceId, on: false }, tenant.staff),
};

test.each(Object.entries(withdrawals))(
  '%s: what was on its way to Stripe charges nobody, and the bill is free to be paid',
  async (_who, withdraw) => {
    const payer = await payers.payer();
    await town.admin('POST', '/faults', confirming);
    const invoiceId = await stuck(payer);
    await withdraw(payer, invoiceId);
    await town.admin('DELETE', '/faults');
    await payers.untilDone(payer.tenant);
    expect(await intentsOf(invoiceId)).toEqual(['canceled']);
    expect(await invoiceOf(payer, invoiceId)).toMatchObject({ status: 'open', due: 120_00 });
    expect((await payers.autopayOf(payer.tenant, invoiceId)).tries).toEqual([]);
    expect(await payers.attempts(payer.tenant, invoiceId)).toMatchObject([{ status: 'cancelled' }]);

    const own = await client().command(payments.preparePayment, { invoiceId }, payer.customer);
    await town.confirm(own, 'pm_card_visa');
    await untilInvoice(town, payer.tenant.staff, invoiceId, 'paid');
    expect((await intentsOf(invoiceId)).toSorted()).toEqual(['canceled', 'succeeded']);
  },
);

test('what Stripe has taken before it was withdrawn is a payment all the same, once', async () => {
  const payer = await payers.payer();
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  await town.admin('POST', '/faults', { ...confirming, when: 'after', count: 1 });
  await town.admin('POST', '/faults', { ...confirming, count: 100 });
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/payment_intents/*', status: 503, count: 100 });
  const invoiceId = await stuck(payer);
  expect(await intentsOf(invoiceId)).toEqual(['succeeded']);
  await withdrawals['a customer who pays automatically no more'](payer);
  await town.admin('DELETE', '/faults');
  await untilInvoice(town, payer.tenant.staff, invoiceId, 'paid');
  await payers.untilDone(payer.tenant);
  expect(await intentsOf(invoiceId)).toEqual(['succeeded']);
  expect(await payers.attempts(payer.tenant, invoiceId)).toMatchObject([{ status: 'succeeded' }]);
});

test('what the bank has refused meanwhile is no withdrawal: its customer may finish the same payment', async () => {
  const payer = await payers.payer('pm_card_authenticationRequired');
  await town.admin('POST', '/faults', { ...confirming, when: 'after', count: 1 });
  await town.admin('POST', '/faults', { ...confirming, count: 100 });
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/payment_intents/*', status: 503, count: 100 });
  const invoiceId = await stuck(payer);
  await until('the refusal is known', async () => {
    const { why } = await payers.autopayOf(payer.tenant, invoiceId);
    return why === 'authenticate';
  });
  await town.admin('DELETE', '/faults');
  await payers.untilDone(payer.tenant);
  expect(await intentsOf(invoiceId)).toEqual(['requires_payment_method']);
  expect(await payers.attempts(payer.tenant, invoiceId)).toMatchObject([{ status: 'created' }]);
  expect((await payers.autopayOf(payer.tenant, invoiceId)).tries).toHaveLength(1);
});

test('a card that its customer has taken off is not charged, and the next night charges the one that is there', async () => {
  const payer = await payers.payer();
  const { customer, tenant } = payer;
  const { customerId } = customer;
  await town.admin('POST', '/faults', confirming);
  const invoiceId = await stuck(payer);
  const { methods } = await client().query(payments.listMethods, { customerId }, customer);
  await payers.giveCard(payer, 'pm_card_mastercard');
  await client().command(payments.removeMethod, { customerId, methodId: methods[0]?.methodId ?? '' }, customer);
  await town.platform.quiet();
  await town.admin('DELETE', '/faults');
  await payers.untilDone(tenant);
  expect(await intentsOf(invoiceId)).toEqual(['canceled']);
  await payers.night(tenant, 15);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect((await intentsOf(invoiceId)).toSorted()).toEqual(['canceled', 'succeeded']);
  town.platform.clock.setOffset(0);
});
