import { payments } from '@purser/contracts';
import { asService, until } from '@purser/testing';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Payers, payersOf } from './payers.ts';
import { startTown, type Town, untilInvoice } from './town.ts';

// Under its second key Stripe makes another intent.

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ reply_ms: 20_000 });
  payers = payersOf(town);
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

test('an intent whose making was not answered, and that was found meanwhile, is the one that is paid: no second one is made', async () => {
  const { tenant, customer } = await payers.payer();
  const making = { method: 'POST', path: '/v1/payment_intents', status: 503 };
  await town.admin('POST', '/faults', { ...making, when: 'after', count: 1 });
  await town.admin('POST', '/faults', { ...making, count: 1000 });
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/payment_intents', status: 503, count: 1000 });
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  const itself = await town.platform.speakAs('payments');
  itself.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments')).catch(() => {});
  await until('it has been tried', async () => {
    const { count } = await payers.behind.sql`
      select from payments.ledger where tenant_id = ${tenant.id} and handler = 'payments.chargeInvoice' and step = 'createIntent' and attempts > 1`;
    return count === 1;
  });
  const intents = () => madeFor(invoiceId);
  const [first] = await intents();
  // As the janitor does who finds it, in a moment in which Stripe answers.
  await payers.behind.sql`
    update payments.attempts set status = 'created', payment_intent_id = ${first ?? ''} where invoice_id = ${invoiceId}`;
  town.platform.clock.setOffset(11 * 60_000);
  await town.admin('DELETE', '/faults');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  await payers.untilDone(tenant);
  expect(await intents()).toEqual([first]);
  expect(await town.stripe.paymentIntents.retrieve(first ?? '')).toMatchObject({ status: 'succeeded' });
  expect(await payers.attempts(tenant, invoiceId)).toMatchObject([{ status: 'succeeded' }]);
});

/** The intents that Stripe has ever made of an invoice, though it tells nobody its list. */
async function madeFor(invoiceId: string): Promise<string[]> {
  const { data } = await town.stripe.events.list({ type: 'payment_intent.created', limit: 100 });
  const intents = data.map((event) => event.data.object as Stripe.PaymentIntent);
  return intents.filter(({ metadata }) => metadata.invoice_id === invoiceId).map(({ id }) => id);
}
