import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

const asked = (path: string, params: Record<string, unknown>) => refusal(bed.stripe.rawRequest('POST', path, params));

it('5: says which parameter is unknown, missing, empty, no whole number, or none of its words', async () => {
  const intents = '/v1/payment_intents';
  expect(await asked(intents, { amount: 2000, currency: 'usd', colour: 'red' })).toMatchObject({
    statusCode: 400,
    code: 'parameter_unknown',
    param: 'colour',
    message: 'Received unknown parameter: colour',
  });
  expect(await asked(intents, { currency: 'usd' })).toMatchObject({
    code: 'parameter_missing',
    param: 'amount',
    message: expect.stringMatching(/^Missing required param: amount/),
  });
  expect(await asked(intents, { amount: 'much', currency: 'usd' })).toMatchObject({
    code: 'parameter_invalid_integer',
    param: 'amount',
  });
  expect(await asked(intents, { amount: 2000, currency: '' })).toMatchObject({
    code: 'parameter_invalid_empty',
    param: 'currency',
  });
  expect(await asked('/v1/refunds', { charge: 'ch_1', reason: 'whim' })).toMatchObject({
    statusCode: 400,
    param: 'reason',
    message: expect.stringMatching(/must be one of/),
  });
});

it.each(['global-rate', 'endpoint-rate', 'global-concurrency', 'endpoint-concurrency', 'resource-specific'])(
  '9: too many calls are limited for Stripe’s reason: %s',
  async (reason) => {
    const rule = { path: '/v1/customers', method: 'POST', count: 1, status: 429, rate_limited_reason: reason };
    await bed.admin('POST', '/faults', rule);
    const error = await refusal(bed.stripe.customers.create());
    expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect(error).toMatchObject({ statusCode: 429, code: 'rate_limit', rawType: 'invalid_request_error' });
    expect(error.headers?.['stripe-rate-limited-reason']).toBe(reason);
    expect(error.headers?.['retry-after']).toBeUndefined();
  },
);

it('9: an object that is locked is a 429 without a reason', async () => {
  const rule = { path: '/v1/customers', method: 'POST', count: 1, status: 429, code: 'lock_timeout' };
  await bed.admin('POST', '/faults', rule);
  const error = await refusal(bed.stripe.customers.create());
  expect(error).toMatchObject({ statusCode: 429, code: 'lock_timeout' });
  expect(error.headers?.['stripe-rate-limited-reason']).toBeUndefined();
});

it('15: each kind of object has the prefix that Stripe gives it', async () => {
  const { stripe } = bed;
  const customer = await stripe.customers.create();
  const setup = await stripe.setupIntents.create({ customer: customer.id });
  const method = await stripe.paymentMethods.attach('pm_card_createDispute', { customer: customer.id });
  const paid = { ...usd, customer: customer.id, confirm: true, expand: ['latest_charge'] };
  const intent = await stripe.paymentIntents.create({ ...paid, payment_method: method.id });
  const whole = await stripe.paymentIntents.create({ ...paid, payment_method: 'pm_card_visa' });
  const charge = String(Object(intent.latest_charge).id);
  const refund = await stripe.refunds.create({ payment_intent: whole.id, amount: 100 });
  const endpoint = await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['*'] });
  const account = await stripe.accounts.create({ type: 'standard' });
  const [event] = (await stripe.events.list()).data;
  await bed.admin('POST', '/clock', { advance_ms: 3_600_000 });
  const dispute = await until('the dispute', async () => (await stripe.disputes.list({ charge })).data[0]);
  const { balance_transaction: transaction } = await stripe.charges.retrieve(charge);
  const ids = { customer, setup, method, intent, refund, endpoint, account, event, dispute };
  expect(Object.entries(ids).map(([kind, object]) => [kind, object?.id.split('_')[0]])).toEqual([
    ['customer', 'cus'],
    ['setup', 'seti'],
    ['method', 'pm'],
    ['intent', 'pi'],
    ['refund', 're'],
    ['endpoint', 'we'],
    ['account', 'acct'],
    ['event', 'evt'],
    ['dispute', expect.stringMatching(/^(dp|du)$/)],
  ]);
  expect([charge, String(transaction), String(customer.lastResponse.requestId)]).toEqual([
    expect.stringMatching(/^ch_/),
    expect.stringMatching(/^txn_/),
    expect.stringMatching(/^req_/),
  ]);
});

it('32: what was authorised is captured once and not beyond, or cancelled for a reason; it cannot be raised', async () => {
  const { stripe } = bed;
  const authorised = () =>
    stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa', capture_method: 'manual', confirm: true });
  const [one, other] = [await authorised(), await authorised()];
  expect(one.status).toBe('requires_capture');
  expect((await refusal(stripe.paymentIntents.capture(one.id, { amount_to_capture: 2_001 }))).statusCode).toBe(400);
  expect(await stripe.paymentIntents.capture(one.id, { amount_to_capture: 1_500 })).toMatchObject({
    status: 'succeeded',
    amount_received: 1_500,
  });
  expect(await refusal(stripe.paymentIntents.capture(one.id))).toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
  const why = { cancellation_reason: 'requested_by_customer' } as const;
  expect(await stripe.paymentIntents.cancel(other.id, why)).toMatchObject({ status: 'canceled', ...why });
  const raised = await refusal(
    stripe.paymentIntents.incrementAuthorization((await authorised()).id, { amount: 3_000 }),
  );
  expect(raised).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error' });
});
