import { payments } from '@purser/contracts';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTown, type Town, untilInvoice } from './town.ts';

// Stripe's word is signed, and still it may speak of a payment that somebody made, or changed, at Stripe with ours as a pattern.

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

async function owed() {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  return { tenant, customer, invoiceId, prepared };
}
type Owed = Awaited<ReturnType<typeof owed>>;

const eventsOf = async ({ tenant }: Owed, type: string) => {
  const { events } = await town.platform.client.query(payments.listWebhookEvents, {}, tenant.staff);
  return events.filter((event) => event.type === type && event.status !== 'received');
};
const bought = async ({ tenant, invoiceId }: Owed) =>
  (await town.platform.client.query(payments.listPayments, { invoiceId }, tenant.staff)).payments;

test('a payment made at Stripe under the marks of ours, for a penny of it, pays nothing: ours still waits for its own', async () => {
  const one = await owed();
  const ours = await town.stripe.paymentIntents.retrieve(one.prepared.paymentIntentId);
  const forged = await town.stripe.paymentIntents.create({
    amount: 100,
    currency: 'gbp',
    customer: String(ours.customer),
    metadata: ours.metadata,
    payment_method: 'pm_card_visa',
    confirm: true,
    return_url: 'https://pay.example/back',
  });
  expect(forged.status).toBe('succeeded');
  const [event] = await until('its event was dealt with', async () => {
    const events = await eventsOf(one, 'payment_intent.succeeded');
    return events.length > 0 && events;
  });
  expect(event).toMatchObject({ status: 'unmatched', problem: `no attempt for ${forged.id}` });
  expect(await bought(one)).toEqual([]);
  await town.confirm(one.prepared, 'pm_card_visa');
  const invoice = await untilInvoice(town, one.tenant.staff, one.invoiceId, 'paid');
  expect(invoice.allocations).toHaveLength(1);
  expect(await bought(one)).toMatchObject([{ amount: 12_000 }]);
});

test('what was made less at Stripe counts for what it brought, and the rest is still owed', async () => {
  const one = await owed();
  await town.stripe.paymentIntents.update(one.prepared.paymentIntentId, { amount: 100 });
  await town.confirm(one.prepared, 'pm_card_visa');
  const invoice = await untilInvoice(town, one.tenant.staff, one.invoiceId, 'partlyPaid');
  expect(invoice.due).toBe(11_900);
  expect(await bought(one)).toMatchObject([{ amount: 100 }]);
  const [event] = await eventsOf(one, 'payment_intent.succeeded');
  expect(event?.problem).toBe('captured 100 GBP, asked for 12000 GBP');
});

test('a secret of one invoice pays that one, on whichever page it is used', async () => {
  const one = await owed();
  const invoiceId = await town.invoice(one.tenant, one.customer.customerId);
  const { client } = town.platform;
  const other = await client.command(payments.preparePayment, { invoiceId }, one.customer);
  await town.confirm({ ...other, ...one.prepared }, 'pm_card_visa');
  await untilInvoice(town, one.tenant.staff, one.invoiceId, 'paid');
  const { attempts } = await client.query(payments.listAttempts, { invoiceId }, one.tenant.staff);
  expect(attempts).toMatchObject([{ status: 'created' }]);
});

test('who tries cards by the dozen at an invoice is stopped at Stripe and here; an hour later its customer can pay', async () => {
  const one = await owed();
  const { client, clock } = town.platform;
  const again = () => client.command(payments.preparePayment, { invoiceId: one.invoiceId }, one.customer);
  for (let i = 0; i < 12; i += 1) await town.confirm(one.prepared, 'pm_card_visa_chargeDeclined');
  await until('its form is ended', async () => {
    const { status } = await town.stripe.paymentIntents.retrieve(one.prepared.paymentIntentId);
    return status === 'canceled';
  });
  expect((await town.confirm(one.prepared, 'pm_card_visa')).status).toBe(400);
  await expect(again()).rejects.toMatchObject({ code: 'too_many_declines' });
  clock.setOffset(3_700_000);
  try {
    await town.confirm(await again(), 'pm_card_visa');
    await untilInvoice(town, one.tenant.staff, one.invoiceId, 'paid');
  } finally {
    clock.setOffset(0);
  }
});
