import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import { recordingHttpClient } from './recordingHttpClient.ts';
import { account, cardError, customer, listOf, paymentIntent, price } from './samples.testdata.ts';

const contract = loadContract();

/** A server that gives one answer to everything. */
function answering(status: number, body: unknown): Stripe.HttpClient {
  return {
    getClientName: () => 'canned',
    makeRequest: async () => ({
      getStatusCode: () => status,
      getHeaders: () => ({ 'request-id': 'req_1' }),
      getRawResponse: () => ({}),
      toStream: () => undefined,
      toJSON: async () => structuredClone(body),
    }),
  };
}

function against(status: number, body: unknown) {
  const recorder = recordingHttpClient(contract, answering(status, body));
  const stripe = new Stripe('sk_test_recorded', { httpClient: recorder, maxNetworkRetries: 0, telemetry: false });
  return { recorder, stripe };
}

describe('a recorded call that keeps the contract leaves no violation', () => {
  it('of a form request with nested parameters, arrays, numbers, booleans and unset values', async () => {
    const { recorder, stripe } = against(200, paymentIntent());
    const intent = await stripe.paymentIntents.create({
      amount: 12_500,
      currency: 'eur',
      automatic_payment_methods: { enabled: true },
      shipping: { name: 'Nordlys AS', address: { line1: 'Storgata 1' } },
      metadata: { invoice: 'inv_42' },
      expand: ['customer', 'latest_charge'],
    });
    await stripe.customers.list({ limit: 3, created: { gte: 1_790_000_000 } }).catch(() => undefined);
    expect(intent.id).toBe('pi_3A');
    expect(recorder.calls).toEqual(['POST /v1/payment_intents 200', 'GET /v1/customers 200']);
    expect(recorder.violations.filter(({ side }) => side === 'request')).toEqual([]);
    expect(recorder.violations.filter(({ url }) => url === '/v1/payment_intents')).toEqual([]);
  });

  it('of a list, a decimal that the SDK turns into its own class, and a JSON request of API v2', async () => {
    const listed = against(200, listOf('/v1/prices', [price()]));
    const page = await listed.stripe.prices.list({ limit: 1 });
    expect(String(page.data[0]?.unit_amount_decimal)).toBe('999');
    expect(listed.recorder.violations).toEqual([]);

    const created = against(200, account());
    await created.stripe.v2.core.accounts.create({ contact_email: 'owner@nordlys.example', include: ['identity'] });
    expect(created.recorder.violations).toEqual([]);
  });

  it('of a refusal', async () => {
    const { recorder, stripe } = against(402, cardError());
    await expect(stripe.paymentIntents.confirm('pi_3A')).rejects.toThrow('insufficient funds');
    expect(recorder.violations).toEqual([]);
  });
});

describe('a recorded call tells', () => {
  it('the method, the path and the place of a faulty answer', async () => {
    const { recorder, stripe } = against(200, { ...customer(), balance: null });
    await stripe.customers.retrieve('cus_Q1', { expand: ['tax'] });
    expect(recorder.violations).toMatchObject([
      { method: 'GET', url: '/v1/customers/cus_Q1', status: 200, side: 'response', path: 'balance' },
    ]);
  });

  it('that a route answers with another type than the SDK declares', async () => {
    const { recorder, stripe } = against(200, customer());
    await stripe.prices.retrieve('price_1');
    expect(recorder.violations.map(({ path }) => path)).toContain('object');
  });

  it('that a server took a parameter which the contract does not declare', async () => {
    const { recorder, stripe } = against(200, customer());
    const params: Stripe.CustomerCreateParams = { name: 'Nordlys AS', ...{ nickname: 'N' } };
    await stripe.customers.create(params);
    expect(recorder.violations).toMatchObject([{ side: 'request', path: 'nickname' }]);
  });

  it('nothing of a wrong parameter that the server refused', async () => {
    const error = { type: 'invalid_request_error', code: 'parameter_unknown', message: 'no', param: 'nickname' };
    const { recorder, stripe } = against(400, { error });
    const params: Stripe.CustomerCreateParams = { name: 'Nordlys AS', ...{ nickname: 'N' } };
    await expect(stripe.customers.create(params)).rejects.toThrow('no');
    expect(recorder.violations).toEqual([]);
  });

  it('that a refusal is no error body', async () => {
    const { recorder, stripe } = against(404, { error: { message: 'gone' } });
    await expect(stripe.customers.retrieve('cus_Q1')).rejects.toThrow('gone');
    expect(recorder.violations).toMatchObject([{ status: 404, side: 'response', path: 'error.type' }]);
  });

  it('that the SDK has no method for a route', async () => {
    const { recorder, stripe } = against(200, {});
    await stripe.rawRequest('POST', '/v1/inventions', {});
    expect(recorder.violations).toMatchObject([{ method: 'POST', url: '/v1/inventions', side: 'request' }]);
  });

  it('a request that cannot be read', async () => {
    const { recorder, stripe } = against(200, customer());
    await stripe.rawRequest('POST', '/v1/customers?name=a&name[first]=b');
    expect(recorder.violations).toMatchObject([{ side: 'request', message: expect.stringContaining('name[first]') }]);
  });
});

it('an object that the SDK gave out keeps the contract as its body did', async () => {
  const { stripe } = against(200, price());
  expect(contract.check(await stripe.prices.retrieve('price_1'))).toEqual([]);
});
