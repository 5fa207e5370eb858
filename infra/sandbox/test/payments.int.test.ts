import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  customerWith,
  eventTypes,
  noRedirects,
  publishableKey,
  refusal,
  startTestbed,
  type Testbed,
  usd,
} from './testbed.ts';

let bed: Testbed;
let browser: Stripe;
beforeAll(async () => {
  bed = await startTestbed();
  browser = bed.client(publishableKey);
});
afterAll(() => bed.stop());

it('23: walks from payment method to confirmation to success, and refuses what a state does not allow', async () => {
  const intent = await bed.stripe.paymentIntents.create(usd);
  expect(intent.status).toBe('requires_payment_method');
  expect(await refusal(bed.stripe.paymentIntents.confirm(intent.id))).toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
  const chosen = await bed.stripe.paymentIntents.update(intent.id, { payment_method: 'pm_card_visa', amount: 2500 });
  expect(chosen.status).toBe('requires_confirmation');
  const paid = await bed.stripe.paymentIntents.confirm(intent.id);
  expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2500, next_action: null });
  const again = await refusal(bed.stripe.paymentIntents.confirm(intent.id));
  expect(again).toMatchObject({
    statusCode: 400,
    code: 'payment_intent_unexpected_state',
    payment_intent: { id: intent.id, status: 'succeeded' },
  });
  expect(await refusal(bed.stripe.paymentIntents.cancel(intent.id))).toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
  expect(await refusal(bed.stripe.paymentIntents.update(intent.id, { amount: 100 }))).toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
});

it('23: cancels with a reason what is not paid, for good', async () => {
  const intent = await bed.stripe.paymentIntents.create(usd);
  const cancelled = await bed.stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' });
  expect(cancelled).toMatchObject({
    status: 'canceled',
    cancellation_reason: 'abandoned',
    canceled_at: expect.any(Number),
  });
  expect(await refusal(bed.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }))).toMatchObject(
    {
      code: 'payment_intent_unexpected_state',
    },
  );
});

it('23: authorises now and captures later, all or less, never more', async () => {
  const intent = await bed.stripe.paymentIntents.create({
    ...usd,
    capture_method: 'manual',
    payment_method: 'pm_card_visa',
    confirm: true,
  });
  expect(intent).toMatchObject({ status: 'requires_capture', amount_capturable: 2000, amount_received: 0 });
  expect(await refusal(bed.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 2001 }))).toMatchObject({
    statusCode: 400,
  });
  const captured = await bed.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 1500 });
  expect(captured).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 1500 });
});

it('23: on the server a confirmation needs a return_url unless redirects are ruled out', async () => {
  const open = { amount: 2000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const;
  expect((await refusal(bed.stripe.paymentIntents.create(open))).message).toContain('return_url');
  expect((await bed.stripe.paymentIntents.create({ ...open, return_url: 'https://shop.test/done' })).status).toBe(
    'succeeded',
  );
});

it('27: setup_future_usage keeps the card for the customer after success', async () => {
  const customer = await bed.stripe.customers.create();
  await bed.stripe.paymentIntents.create({
    ...usd,
    customer: customer.id,
    payment_method: 'pm_card_visa',
    setup_future_usage: 'off_session',
    confirm: true,
  });
  expect((await bed.stripe.paymentMethods.list({ customer: customer.id })).data).toHaveLength(1);
  expect(await eventTypes(bed, { types: ['payment_method.attached'], limit: 1 })).toEqual(['payment_method.attached']);
});

it("27: refuses another customer's card and a card used up without a customer", async () => {
  const { payment_method } = await customerWith(bed, 'pm_card_visa');
  const other = await bed.stripe.customers.create();
  const pay = (method: string, customer?: string) =>
    bed.stripe.paymentIntents.create({
      ...usd,
      payment_method: method,
      confirm: true,
      ...(customer === undefined ? {} : { customer }),
    });
  expect(await refusal(pay(payment_method, other.id))).toMatchObject({ statusCode: 400, param: 'payment_method' });
  expect(await refusal(pay(payment_method))).toMatchObject({ statusCode: 400, param: 'payment_method' });
  const single = await browser.paymentMethods.create({
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2040 },
  });
  await pay(single.id);
  expect((await refusal(pay(single.id))).message).toContain('may not be used again');
});

it('27: a detached card cannot be used or attached again', async () => {
  const { customer, payment_method } = await customerWith(bed, 'pm_card_visa');
  await bed.stripe.customers.update(customer, { invoice_settings: { default_payment_method: payment_method } });
  expect((await bed.stripe.paymentMethods.detach(payment_method)).customer).toBeNull();
  expect(await refusal(bed.stripe.paymentMethods.attach(payment_method, { customer }))).toMatchObject({
    statusCode: 400,
  });
  expect(await bed.stripe.customers.retrieve(customer)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  });
});

it('28: a card the bank declines cannot be attached; one that fails later can', async () => {
  const { id } = await bed.stripe.customers.create();
  expect(
    await refusal(bed.stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer: id })),
  ).toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect((await bed.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: id })).customer).toBe(id);
});

it('28: a setup intent keeps the card, asks for authentication, or is refused', async () => {
  const { id: customer } = await bed.stripe.customers.create();
  const setup = await bed.stripe.setupIntents.create({
    customer,
    usage: 'off_session',
    payment_method: 'pm_card_visa',
    confirm: true,
    ...noRedirects,
  });
  expect(setup).toMatchObject({ status: 'succeeded', usage: 'off_session' });
  const challenged = await bed.stripe.setupIntents.create({
    customer,
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    confirm: true,
    ...noRedirects,
  });
  expect(challenged.status).toBe('requires_action');
  await bed.admin('POST', `/intents/${challenged.id}/authenticate`, {});
  expect((await bed.stripe.setupIntents.retrieve(challenged.id)).status).toBe('succeeded');
  expect((await bed.stripe.paymentMethods.list({ customer })).data).toHaveLength(2);
  const refused = await refusal(
    bed.stripe.setupIntents.create({
      customer,
      payment_method: 'pm_card_visa_chargeDeclined',
      confirm: true,
      ...noRedirects,
    }),
  );
  const open = await refusal(bed.stripe.setupIntents.create({ payment_method: 'pm_card_visa', confirm: true }));
  expect(open.message).toMatch(/^This SetupIntent .* `return_url`/);
  expect(refused).toMatchObject({ statusCode: 402, setup_intent: { status: 'requires_payment_method' } });
  expect(await eventTypes(bed, { types: ['setup_intent.succeeded', 'setup_intent.setup_failed'] })).toEqual([
    'setup_intent.setup_failed',
    'setup_intent.succeeded',
    'setup_intent.succeeded',
  ]);
});
