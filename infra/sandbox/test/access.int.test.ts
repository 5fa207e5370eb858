import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '../src/server.ts';
import { publishableKey, refusal, secretKey, startTestbed, type Testbed } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

it('1: takes the key as bearer or as the user of basic authentication', async () => {
  const basic = Buffer.from(`${secretKey}:`).toString('base64');
  const answer = await bed.call('GET', '/v1/customers', { key: null, headers: { authorization: `Basic ${basic}` } });
  expect(answer.status).toBe(200);
  expect((await bed.call('GET', '/v1/customers')).status).toBe(200);
});

it('1: answers 401 without a key and with an unknown one, whose middle it does not repeat', async () => {
  const without = await bed.call('GET', '/v1/customers', { key: null });
  expect(without.status).toBe(401);
  expect(await without.json()).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.stringContaining('did not provide an API key') },
  });
  const wrong = await refusal(bed.client('sk_test_somebodyElse9999').customers.list());
  expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  expect(wrong.message).toMatch(/^Invalid API Key provided: sk_test_\*+9999$/);
});

it('1: lets a publishable key call only what a browser may call', async () => {
  const browser = bed.client(publishableKey);
  expect(await refusal(browser.customers.list())).toMatchObject({ statusCode: 401, code: 'secret_key_required' });
  const method = await browser.paymentMethods.create({
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' },
  });
  expect(method.card?.last4).toBe('4242');
});

it('2: refuses live keys, at start and in calls', async () => {
  const error = await refusal(bed.client('sk_live_1234567890abcdef').customers.list());
  expect(error).toMatchObject({ statusCode: 401, message: expect.stringContaining('live keys are refused') });
  await expect(
    startSandbox({ port: 0, dir: bed.dir, secretKey: 'sk_live_1234567890abcdef', publishableKey }),
  ).rejects.toThrow('sk_test_');
});

it('3: says in headers which request and version it answered, and repeats key and account', async () => {
  const customer = await bed.stripe.customers.create({}, { idempotencyKey: 'headers-1' });
  const { headers, requestId, idempotencyKey, apiVersion } = customer.lastResponse;
  expect(requestId).toMatch(/^req_\w{14}$/);
  expect(headers['content-type']).toBe('application/json');
  expect(apiVersion).toBe(Stripe.API_VERSION);
  expect(idempotencyKey).toBe('headers-1');
  expect(headers['original-request']).toBe(requestId);
});

it('4: answers an unknown address or method with 404', async () => {
  const unknown = await bed.call('POST', '/v1/nothings', { body: 'charge=ch_1' });
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({
    error: {
      type: 'invalid_request_error',
      message: expect.stringContaining('Unrecognized request URL (POST: /v1/nothings)'),
    },
  });
  expect((await bed.call('DELETE', '/v1/events')).status).toBe(404);
});

it('11: keeps the data of connected accounts apart and refuses unknown accounts', async () => {
  await bed.admin('POST', '/accounts', { id: 'acct_connected1' });
  const theirs = await bed.stripe.customers.create(
    { email: 'theirs@example.com' },
    { stripeAccount: 'acct_connected1' },
  );
  expect(theirs.lastResponse.stripeAccount).toBe('acct_connected1');
  expect(await refusal(bed.stripe.customers.retrieve(theirs.id))).toMatchObject({ statusCode: 404 });
  expect((await bed.stripe.customers.retrieve(theirs.id, undefined, { stripeContext: 'acct_connected1' })).id).toBe(
    theirs.id,
  );
  const unknown = await refusal(bed.stripe.customers.list(undefined, { stripeAccount: 'acct_nobody' }));
  expect(unknown).toBeInstanceOf(Stripe.errors.StripePermissionError);
  expect(unknown.code).toBe('account_invalid');
});

it('11: refuses both account headers at once', async () => {
  const headers = { 'stripe-account': 'acct_connected1', 'stripe-context': 'acct_connected1' };
  expect((await bed.call('GET', '/v1/customers', { headers })).status).toBe(400);
});

it('serves an account with keys of its own beside the platform', async () => {
  const key = 'sk_test_ownKeys00000001';
  await bed.admin('POST', '/accounts', {
    id: 'acct_own1',
    secret_key: key,
    publishable_key: 'pk_test_ownKeys00000001',
  });
  const own = await bed.client(key).customers.create({ name: 'Own' });
  expect(await refusal(bed.stripe.customers.retrieve(own.id))).toMatchObject({ statusCode: 404 });
});

it('answers the preflight of a browser on another origin', async () => {
  const answer = await bed.call('OPTIONS', '/v1/payment_methods', { headers: { origin: 'http://shop.test' } });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

it('lets a restricted key do what it was given, and names what it lacks before anything else is looked at', async () => {
  const { id } = await bed.stripe.accounts.retrieveCurrent();
  const key = 'rk_test_sandboxTests0001';
  const give = (permissions: string) => bed.admin('POST', `/accounts/${id}/restricted-keys`, { key, permissions });
  await give('rak_customer_write rak_charge_read');
  const restricted = bed.client(key);
  const customer = await restricted.customers.create({ name: 'Ada' });
  // Who may write may read, and it is the account's own.
  expect((await bed.stripe.customers.retrieve(customer.id)).id).toBe(customer.id);
  expect((await restricted.customers.list()).data.length).toBeGreaterThan(0);
  expect((await restricted.refunds.list()).data).toEqual([]);
  const refused = await refusal(restricted.refunds.create({ payment_intent: 'pi_nobody' }, { idempotencyKey: 'rk-1' }));
  expect(refused).toBeInstanceOf(Stripe.errors.StripePermissionError);
  expect(refused).toMatchObject({
    statusCode: 403,
    code: 'more_permissions_required',
    message: `The provided key 'rk_test_************0001' does not have the required permissions for this endpoint on account '${id}'. Having the 'rak_charge_write' permission would allow this request to continue.`,
  });
  expect(await refusal(restricted.accounts.retrieveCurrent())).toMatchObject({
    message: expect.stringContaining('rak_accounts_kyc_basic_read'),
  });
  // A refusal is not remembered under a key: granted, the same request goes on.
  await give('rak_charge_write');
  expect(
    await refusal(restricted.refunds.create({ payment_intent: 'pi_nobody' }, { idempotencyKey: 'rk-1' })),
  ).toMatchObject({ code: 'resource_missing' });
  expect(await refusal(restricted.customers.list())).toMatchObject({ statusCode: 403 });
  await bed.admin('POST', '/accounts', { id: 'acct_connected2' });
  expect(await refusal(restricted.refunds.list(undefined, { stripeAccount: 'acct_connected2' }))).toMatchObject({
    message: expect.stringContaining('does not have any Connect permissions'),
  });
});
