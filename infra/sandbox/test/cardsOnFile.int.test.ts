import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerWith, eventTypes, noRedirects, refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

const charge = (saved: Awaited<ReturnType<typeof customerWith>>) =>
  bed.stripe.paymentIntents.create({ ...usd, ...saved, off_session: true, confirm: true });

it('27: a card set up once pays off session; the same card is known again by its fingerprint', async () => {
  const customer = await bed.stripe.customers.create();
  const setup = (payment_method: string) =>
    bed.stripe.setupIntents.create({
      customer: customer.id,
      usage: 'off_session',
      payment_method,
      confirm: true,
      ...noRedirects,
      expand: ['payment_method'],
    });
  const [one, again, other] = [await setup('pm_card_visa'), await setup('pm_card_visa'), await setup('pm_card_amex')];
  const print = (intent: Stripe.SetupIntent) =>
    typeof intent.payment_method === 'object' ? intent.payment_method?.card?.fingerprint : undefined;
  expect(print(one)).toMatch(/^\w{16}$/);
  expect(print(again)).toBe(print(one));
  expect(print(other)).not.toBe(print(one));
  const cards = await bed.stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
  expect(cards.data).toHaveLength(3);
  const method = cards.data[0]!.id;
  await bed.stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method } });
  const kept = await bed.stripe.customers.retrieve(customer.id, {
    expand: ['invoice_settings.default_payment_method'],
  });
  expect(kept).toMatchObject({ invoice_settings: { default_payment_method: { id: method, type: 'card' } } });
  expect((await charge({ customer: customer.id, payment_method: method })).status).toBe('succeeded');
});

it('25: off session, a card that wants its holder is declined with authentication_required', async () => {
  const saved = await customerWith(bed, 'pm_card_authenticationRequired');
  expect(await refusal(charge(saved))).toMatchObject({
    statusCode: 402,
    code: 'authentication_required',
    decline_code: 'authentication_required',
    payment_intent: { status: 'requires_payment_method', next_action: null },
  });
});

it("the card's network renews a card that is kept, and says so", async () => {
  const saved = await customerWith(bed, 'pm_card_visa');
  const before = await bed.stripe.paymentMethods.retrieve(saved.payment_method);
  const renew = (id: string, news: object) => bed.admin('POST', `/payment-methods/${id}/renew`, news);
  expect(await renew(before.id, { exp_month: 7, exp_year: 2040, last4: '1881' })).toMatchObject({
    card: { exp_month: 7, exp_year: 2040, last4: '1881' },
  });
  const [event] = (await bed.stripe.events.list({ type: 'payment_method.automatically_updated' })).data;
  expect(event).toMatchObject({
    data: {
      object: { id: before.id, card: { exp_year: 2040 } },
      previous_attributes: { card: { exp_month: 12, exp_year: before.card?.exp_year, last4: '4242' } },
    },
    request: { id: null },
  });
  const loose = await bed.stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
  await expect(renew(loose.id, {})).rejects.toThrow('customer keeps');
  expect((await charge(saved)).status).toBe('succeeded');
  const refusing = await customerWith(bed, 'pm_card_chargeCustomerFail');
  expect(await refusal(charge(refusing))).toMatchObject({ statusCode: 402 });
  expect(await renew(refusing.payment_method, { number: '4242424242424242' })).toMatchObject({
    card: { last4: '4242' },
  });
  expect((await charge(refusing)).status).toBe('succeeded');
});

it('22: with a customer its cards go, each told, and none of them can pay', async () => {
  const saved = await customerWith(bed, 'pm_card_visa');
  await bed.stripe.customers.update(saved.customer, {
    invoice_settings: { default_payment_method: saved.payment_method },
  });
  await bed.stripe.customers.del(saved.customer);
  const types = ['customer.deleted', 'payment_method.detached'];
  expect((await eventTypes(bed, { types })).slice(0, 2)).toEqual(types);
  expect((await bed.stripe.paymentMethods.retrieve(saved.payment_method)).customer).toBeNull();
  expect(await refusal(charge(saved))).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'customer' });
  const { payment_method } = saved;
  const alone = bed.stripe.paymentIntents.create({ ...usd, payment_method, confirm: true });
  expect(await refusal(alone)).toMatchObject({ statusCode: 400, param: 'payment_method' });
});
