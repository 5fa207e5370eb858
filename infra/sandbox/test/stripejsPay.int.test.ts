import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { testCards } from '../src/payments/cards.ts';
import { declines } from '../src/payments/declines.ts';
import { type StripeJsBed, startStripeJsBed } from './stripejsBed.ts';
import type { Payer } from './stripejsPage.ts';
import { publishableKey } from './testbed.ts';

let bed: StripeJsBed;
let payer: Payer;
beforeAll(async () => {
  bed = await startStripeJsBed();
});
afterAll(() => bed.stop());
afterEach(async () => {
  expect(await payer.faults()).toEqual([]);
  await payer.leave();
});

const requests = async (): Promise<number> => {
  const counts = await bed.admin('GET', '/counts');
  return Number(Reflect.get(Object(counts), 'requests'));
};

it('a good card pays, and the page is told what a browser may know', async () => {
  const customer = await bed.stripe.customers.create();
  const { id, clientSecret } = await bed.intent({ customer: customer.id, metadata: { tenant: 'T-1' } });
  payer = await bed.payerFor(clientSecret);
  await payer.type({});
  const result = await payer.shop.evaluate((shop) => shop.pay());
  expect(result).toMatchObject({
    paymentIntent: { id, object: 'payment_intent', status: 'succeeded', client_secret: clientSecret, amount: 2000 },
  });
  for (const kept of [customer.id, 'T-1', 'latest_charge', publishableKey])
    expect(JSON.stringify(result)).not.toContain(kept);
  const [charge] = await bed.charges(id);
  expect(charge).toMatchObject({
    paid: true,
    amount: 2000,
    billing_details: { address: { country: 'US', postal_code: '94103' } },
    payment_method_details: { card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2040 } },
  });
});

/** Every brand and every refusal that ends without the payer; what else cards play, the API's own tests hold. */
const plain = testCards.filter(
  ({ authentication, brand, decline, threeDSecure }) =>
    authentication === 'never' && (brand !== 'visa' || decline !== null || threeDSecure === 'frictionless'),
);

it.each(plain.map((card) => [card.number, card] as const))('card %s ends as its bank says', async (number, card) => {
  const { id, clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret);
  await payer.type({ number, cvc: card.brand === 'amex' ? '1234' : '123' });
  const result = await payer.shop.evaluate((shop) => shop.pay());
  const [charge] = await bed.charges(id);
  if (card.decline === null) {
    expect(result).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect(charge).toMatchObject({ paid: true, payment_method_details: { card: { brand: card.brand } } });
    return;
  }
  const decline = declines[card.decline];
  const error = 'error' in result ? result.error : undefined;
  expect(error).toMatchObject({
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    charge: charge?.id,
    payment_intent: { id, status: 'requires_payment_method', last_payment_error: { code: decline.code } },
    payment_method: { type: 'card', card: { last4: number.slice(-4) } },
  });
  expect(Reflect.get(Object(error), 'decline_code')).toBe('declineCode' in decline ? decline.declineCode : undefined);
  expect(Reflect.get(Object(error), 'advice_code') ?? null).toBe(decline.adviceCode);
  expect(JSON.stringify(error)).not.toContain('fingerprint');
  expect(charge).toMatchObject({ paid: false });
});

it('a refusal is shown at its field, and another card in the same form pays', async () => {
  const { clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret);
  await payer.type({ number: '4000000000000127' });
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({ error: { code: 'incorrect_cvc' } });
  const cvc = payer.card.getByLabel('Security code');
  expect(await cvc.getAttribute('aria-invalid')).toBe('true');
  const described = payer.card.locator(`#${await cvc.getAttribute('aria-describedby')}`);
  expect(await described.textContent()).toBe("Your card's security code is incorrect.");
  await payer.type({});
  expect(await cvc.getAttribute('aria-invalid')).toBeNull();
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({ paymentIntent: { status: 'succeeded' } });
});

const lastYear = String((new Date().getFullYear() - 1) % 100).padStart(2, '0');
it.each([
  [{ number: '' }, 'incomplete_number'],
  [{ number: '4242 4242' }, 'incomplete_number'],
  [{ number: '4242424242424241' }, 'invalid_number'],
  [{ number: '9999999999999995' }, 'invalid_number'],
  [{ expiry: '12' }, 'incomplete_expiry'],
  [{ expiry: '00 / 40' }, 'invalid_expiry_month'],
  [{ expiry: `12 / ${lastYear}` }, 'invalid_expiry_year_past'],
  [{ expiry: '12 / 99' }, 'invalid_expiry_year'],
  [{ cvc: '12' }, 'incomplete_cvc'],
  [{ number: '378282246310005', cvc: '123' }, 'incomplete_cvc'],
  [{ postal: '941' }, 'incomplete_zip'],
  [{ country: 'GB', postal: 'SW1' }, 'incomplete_zip'],
])('%j is %s, and the API is never asked', async (card, code) => {
  const { clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret);
  await payer.type(card);
  const before = await requests();
  const error = { error: { type: 'validation_error', code, message: expect.stringMatching(/^Your /) } };
  expect(await payer.shop.evaluate((shop) => shop.submit())).toEqual(error);
  expect(await payer.shop.evaluate((shop) => shop.pay())).toEqual(error);
  expect(await requests()).toBe(before);
});

it.each([
  [{ status: 409 }, 'before', { type: 'api_error', code: 'lock_timeout' }],
  [{ status: 429 }, 'before', { type: 'api_error', code: 'rate_limit' }],
  [{ status: 500 }, 'before', { type: 'api_error' }],
  [{ effect: 'reset' }, 'before', { type: 'api_connection_error' }],
  [{ effect: 'cut' }, 'after', { type: 'api_connection_error' }],
])('%j %s the payment is told as %j, and the next press finds the truth', async (fault, when, error) => {
  const { id, clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret);
  await payer.type({});
  await bed.admin('POST', '/faults', { path: '/v1/payment_intents/*/confirm', when, ...fault });
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({ error });
  await bed.admin('DELETE', '/faults');
  const again = await payer.shop.evaluate((shop) => shop.pay());
  expect(again).toMatchObject(
    when === 'after'
      ? { error: { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } } }
      : { paymentIntent: { status: 'succeeded' } },
  );
  expect(await bed.charges(id)).toHaveLength(1);
});

it('an intent that is paid already is not paid again, and comes with the error', async () => {
  const { id, clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret);
  await payer.type({});
  await bed.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({
    error: {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      payment_intent: { id, status: 'succeeded' },
    },
  });
  expect(await bed.charges(id)).toHaveLength(1);
  expect(await payer.shop.evaluate((shop) => shop.fetchUpdates())).toMatchObject({
    error: { message: expect.stringContaining('terminal state'), status: 'succeeded' },
  });
});

it('two presses of the button make one charge', async () => {
  const { id, clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret);
  await payer.type({});
  const [first, second] = await payer.shop.evaluate((shop) => shop.payTwice());
  expect(first).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  expect(second).toEqual({ thrown: expect.stringMatching(/IntegrationError.*under way/) });
  expect(await bed.charges(id)).toHaveLength(1);
});

it('two windows that pay the same intent at once make one charge', async () => {
  const { id, clientSecret } = await bed.intent();
  const [one, other] = await Promise.all([bed.payerFor(clientSecret), bed.payerFor(clientSecret)]);
  payer = one;
  await Promise.all([one.type({}), other.type({})]);
  const results = await Promise.all([one, other].map(({ shop }) => shop.evaluate((there) => there.pay())));
  await other.leave();
  expect(results.filter((result) => 'paymentIntent' in result && result.paymentIntent)).toHaveLength(1);
  expect(results.find((result) => 'error' in result)).toMatchObject({
    error: { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } },
  });
  expect(await bed.charges(id)).toHaveLength(1);
});

it('a payment for a connected account is made there', async () => {
  const { id: account } = Object(await bed.admin('POST', '/accounts', {}));
  const options = { stripeAccount: String(account) };
  const intent = await bed.stripe.paymentIntents.create({ amount: 700, currency: 'eur' }, options);
  payer = await bed.payerFor(String(intent.client_secret), { account: options.stripeAccount });
  await payer.type({});
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  expect(await bed.stripe.paymentIntents.retrieve(intent.id, undefined, options)).toMatchObject({
    status: 'succeeded',
  });
});

it('a form without an intent must be submitted first, and pays only what it was said to', async () => {
  payer = await bed.payer();
  const mode = { mode: 'payment', amount: 2000, currency: 'usd' } as const;
  expect(await payer.shop.evaluate((shop, how) => shop.open(how), { key: publishableKey, mode })).toBe('ready');
  await payer.type({});
  const dear = await bed.intent({ amount: 900_000 });
  const right = await bed.intent();
  const pay = (clientSecret: string) =>
    payer.shop.evaluate((shop, secret) => shop.pay({ clientSecret: secret }), clientSecret);
  expect(await pay(right.clientSecret)).toEqual({
    thrown: expect.stringContaining('elements.submit() must be called'),
  });
  expect(await payer.shop.evaluate((shop) => shop.submit())).toEqual({ selectedPaymentMethod: 'card' });
  expect(await pay(dear.clientSecret)).toMatchObject({ error: { type: 'invalid_request_error' } });
  expect(await bed.charges(dear.id)).toEqual([]);
  expect(await pay(right.clientSecret)).toMatchObject({ paymentIntent: { id: right.id, status: 'succeeded' } });
});

it('a stored card pays without a form', async () => {
  const customer = await bed.stripe.customers.create();
  const method = await bed.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  const { clientSecret } = await bed.intent({ customer: customer.id });
  payer = await bed.payerFor(clientSecret);
  const paid = await payer.shop.evaluate((shop, [secret, id]) => shop.payWithStored(secret, id), [
    clientSecret,
    method.id,
  ] as const);
  expect(paid).toMatchObject({ paymentIntent: { status: 'succeeded', payment_method: method.id } });
});
