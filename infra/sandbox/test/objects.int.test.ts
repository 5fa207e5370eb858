import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoints } from '../src/objects/endpoints.ts';
import { contract, noRedirects, publishableKey, refusal, startTestbed, type Testbed } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

const post = async (path: string, body: string) => {
  const answer = await bed.call('POST', path, { body });
  return { status: answer.status, body: await answer.json() };
};

it.each([
  [
    'an unknown parameter',
    '/v1/customers',
    'colour=red',
    { code: 'parameter_unknown', param: 'colour', message: 'Received unknown parameter: colour' },
  ],
  [
    'an unknown nested parameter',
    '/v1/customers',
    'address[planet]=mars',
    { code: 'parameter_unknown', param: 'address[planet]' },
  ],
  [
    'a missing parameter',
    '/v1/payment_intents',
    'currency=usd',
    { code: 'parameter_missing', param: 'amount', message: 'Missing required param: amount.' },
  ],
  [
    'a wrong integer',
    '/v1/payment_intents',
    'amount=ten&currency=usd',
    { code: 'parameter_invalid_integer', param: 'amount', message: 'Invalid integer: ten' },
  ],
  [
    'an empty string that cannot be unset',
    '/v1/payment_intents',
    'amount=100&currency=usd&customer=',
    { code: 'parameter_invalid_empty', param: 'customer' },
  ],
  [
    'a value outside its list',
    '/v1/payment_intents',
    'amount=100&currency=usd&capture_method=later',
    {
      param: 'capture_method',
      message: 'Invalid capture_method: must be one of automatic, automatic_async, or manual',
    },
  ],
])('5: refuses %s with 400', async (_what, path, body, error) => {
  expect(await post(path, body)).toMatchObject({
    status: 400,
    body: { error: { type: 'invalid_request_error', ...error } },
  });
});

it.each(['/v1/payment_intents', '/v1/setup_intents'])('6: refuses payment_method_types on %s', async (path) => {
  const refused = await post(
    path,
    'amount=100&currency=usd&payment_method_types[0]=card'.replace(
      path.includes('setup') ? 'amount=100&currency=usd&' : '',
      '',
    ),
  );
  expect(refused).toMatchObject({ status: 400, body: { error: { code: 'payment_method_types_no_longer_supported' } } });
});

it('7: links every error to its documentation and to the log of the request', async () => {
  const error = await refusal(bed.stripe.customers.retrieve('cus_nobody'));
  expect(error.doc_url).toBe('https://stripe.com/docs/error-codes/resource-missing');
  const log = await fetch(String(Reflect.get(error.raw ?? {}, 'request_log_url')));
  expect(await log.json()).toMatchObject({ id: error.requestId, path: '/v1/customers/cus_nobody', status: 404 });
});

it('8: answers 404 for a missing object and 400 for one named in a parameter', async () => {
  expect(await refusal(bed.stripe.customers.retrieve('cus_x'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such customer: 'cus_x'",
  });
  expect(
    await refusal(bed.stripe.paymentIntents.create({ amount: 100, currency: 'usd', customer: 'cus_x' })),
  ).toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'customer',
  });
});

it("15, 16: gives objects Stripe's prefixes and client secrets of their own, and refuses a wrong secret", async () => {
  const customer = await bed.stripe.customers.create();
  const intent = await bed.stripe.paymentIntents.create({ amount: 100, currency: 'usd', customer: customer.id });
  expect(customer.id).toMatch(/^cus_\w{14}$/);
  expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{25}$`));
  const browser = bed.client(publishableKey);
  const seen = await bed.call('GET', `/v1/payment_intents/${intent.id}?client_secret=${intent.client_secret}`, {
    key: publishableKey,
  });
  expect(await seen.json()).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
  expect(
    await refusal(browser.paymentIntents.retrieve(intent.id, { client_secret: `${intent.id}_secret_wrong` })),
  ).toMatchObject({ statusCode: 400, param: 'client_secret' });
  expect(await refusal(browser.paymentIntents.retrieve(intent.id))).toMatchObject({
    statusCode: 400,
    code: 'parameter_missing',
  });
});

it('16: shows a publishable key no more of an intent than the browser needs', async () => {
  const customer = await bed.stripe.customers.create();
  const intent = await bed.stripe.paymentIntents.create({
    amount: 100,
    currency: 'usd',
    customer: customer.id,
    metadata: { invoice: '1' },
  });
  const seen = await bed.call('GET', `/v1/payment_intents/${intent.id}?client_secret=${intent.client_secret}`, {
    key: publishableKey,
  });
  const body: unknown = await seen.json();
  expect(body).not.toHaveProperty('customer');
  expect(body).not.toHaveProperty('metadata');
});

it.each([
  [49, 'usd', 'amount_too_small'],
  [29, 'gbp', 'amount_too_small'],
  [100_000_000, 'usd', 'amount_too_large'],
  [1_005, 'kwd', 'parameter_invalid_integer'],
  [150, 'isk', 'parameter_invalid_integer'],
])('17: refuses %d %s with %s', async (amount, currency, code) => {
  expect(await refusal(bed.stripe.paymentIntents.create({ amount, currency }))).toMatchObject({
    statusCode: 400,
    code,
    param: 'amount',
  });
});

it('17: takes whole units of a currency without decimals, and tens of a thousandth where there are three', async () => {
  expect((await bed.stripe.paymentIntents.create({ amount: 50, currency: 'JPY' })).currency).toBe('jpy');
  expect((await bed.stripe.paymentIntents.create({ amount: 1_010, currency: 'kwd' })).amount).toBe(1_010);
});

it('18: merges metadata, deletes a key set to nothing, clears it all, and keeps its limits', async () => {
  const { id } = await bed.stripe.customers.create({ metadata: { a: '1', b: '2' } });
  expect((await bed.stripe.customers.update(id, { metadata: { b: '', c: '3' } })).metadata).toEqual({ a: '1', c: '3' });
  expect((await bed.stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  expect(await refusal(bed.stripe.customers.update(id, { metadata: { ['k'.repeat(41)]: '1' } }))).toMatchObject({
    statusCode: 400,
  });
  expect(await refusal(bed.stripe.customers.update(id, { metadata: { a: 'v'.repeat(501) } }))).toMatchObject({
    statusCode: 400,
  });
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']));
  expect(await refusal(bed.stripe.customers.update(id, { metadata: many }))).toMatchObject({ statusCode: 400 });
});

it('19: leaves includable fields out unless they are expanded', async () => {
  const customer = await bed.stripe.customers.create();
  for (const field of ['subscriptions', 'sources', 'tax_ids', 'cash_balance'])
    expect(customer).not.toHaveProperty(field);
});

it('20: expands on create, retrieve and list, through several levels, and refuses what cannot be expanded', async () => {
  const customer = await bed.stripe.customers.create();
  const paid = await bed.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
    capture_method: 'automatic',
    ...noRedirects,
    expand: ['latest_charge.balance_transaction', 'customer'],
  });
  expect(paid).toMatchObject({
    customer: { object: 'customer' },
    latest_charge: { balance_transaction: { object: 'balance_transaction' } },
  });
  const listed = await bed.stripe.paymentIntents.list({
    customer: customer.id,
    expand: ['data.latest_charge.balance_transaction.source'],
  });
  expect(listed.data[0]).toMatchObject({ latest_charge: { balance_transaction: { source: { object: 'charge' } } } });
  const stored = await bed.stripe.paymentIntents.retrieve(paid.id);
  expect(stored.customer).toBe(customer.id);
  expect(await refusal(bed.stripe.paymentIntents.retrieve(paid.id, { expand: ['amount'] }))).toMatchObject({
    statusCode: 400,
    message: 'This property cannot be expanded (amount).',
  });
  const deep = 'latest_charge.payment_intent.latest_charge.payment_intent.customer';
  expect(await refusal(bed.stripe.paymentIntents.retrieve(paid.id, { expand: [deep] }))).toMatchObject({
    statusCode: 400,
  });
});

it('21: pages newest first in both directions without losing or repeating any', async () => {
  const made: string[] = [];
  for (let i = 0; i < 7; i++) made.unshift((await bed.stripe.customers.create({ email: 'paged@example.com' })).id);
  const seen: string[] = [];
  for await (const customer of bed.stripe.customers.list({ email: 'paged@example.com', limit: 3 }))
    seen.push(customer.id);
  expect(seen).toEqual(made);
  const before = await bed.stripe.customers.list({ email: 'paged@example.com', limit: 2, ending_before: made[5]! });
  expect(before).toMatchObject({ object: 'list', url: '/v1/customers', has_more: true });
  expect(before.data.map(({ id }) => id)).toEqual([made[3], made[4]]);
});

it('21: filters by time and refuses bad paging', async () => {
  const { created } = await bed.stripe.customers.create({ email: 'timed@example.com' });
  const within = (range: Stripe.RangeQueryParam) =>
    bed.stripe.customers.list({ email: 'timed@example.com', created: range });
  expect((await within({ gte: created, lt: created + 1 })).data).toHaveLength(1);
  expect((await within({ gt: created })).data).toHaveLength(0);
  const list = (params: Stripe.CustomerListParams) => refusal(bed.stripe.customers.list(params));
  expect(await list({ limit: 101 })).toMatchObject({ statusCode: 400, param: 'limit' });
  expect(await list({ starting_after: 'cus_x' })).toMatchObject({ statusCode: 400, code: 'resource_missing' });
  expect(await list({ starting_after: 'cus_x', ending_before: 'cus_y' })).toMatchObject({ statusCode: 400 });
});

it('22: a deleted customer can be retrieved as deleted, but neither used, listed nor changed', async () => {
  const { id } = await bed.stripe.customers.create({ email: 'gone@example.com' });
  expect(await bed.stripe.customers.del(id)).toMatchObject({ id, object: 'customer', deleted: true });
  const body: unknown = await (await bed.call('GET', `/v1/customers/${id}`)).json();
  expect(body).toEqual({ id, object: 'customer', deleted: true });
  expect(await refusal(bed.stripe.paymentIntents.create({ amount: 100, currency: 'usd', customer: id }))).toMatchObject(
    { statusCode: 400, code: 'resource_missing' },
  );
  expect(await refusal(bed.stripe.customers.update(id, { name: 'x' }))).toMatchObject({ statusCode: 404 });
  expect((await bed.stripe.customers.list({ email: 'gone@example.com' })).data).toEqual([]);
});

it('knows every parameter of the SDK on every endpoint it serves: played, or refused by name', async () => {
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}').replaceAll('{method}', '{payment_method}');
    const declared = contract().routeParams(endpoint.method, path.replaceAll(/\{\w+\}/g, 'x_1'));
    expect(declared, `${endpoint.method} ${path}`).toBeDefined();
    const names = new Set([...(declared ?? [])].map((name) => name.split('[')[0]!));
    for (const name of names) {
      const read = () => endpoint.prepare({ [name]: 'x' });
      const code = (() => {
        try {
          read();
        } catch (error) {
          return Reflect.get(Object(Reflect.get(Object(error), 'body')), 'code');
        }
        return undefined;
      })();
      expect(code, `${endpoint.method} ${endpoint.path}: ${name}`).not.toBe('parameter_unknown');
    }
  }
});
