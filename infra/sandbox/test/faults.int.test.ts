import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { refusal, startTestbed, type Testbed } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
});
afterAll(() => bed.stop());

const fault = (rule: object) =>
  bed.admin('POST', '/faults', { path: '/v1/customers', method: 'POST', count: 1, ...rule });
const create = (options: Stripe.RequestOptions = {}) => bed.stripe.customers.create({ name: 'x' }, options);
const customers = async () => (await bed.stripe.customers.list({ limit: 100 })).data.length;

it.each([
  ['rate_limit', { status: 429, rate_limited_reason: 'endpoint-rate' }, Stripe.errors.StripeRateLimitError],
  ['lock_timeout', { status: 429, code: 'lock_timeout' }, Stripe.errors.StripeRateLimitError],
  ['lock_timeout', { status: 409 }, Stripe.errors.StripeAPIError],
  [undefined, { status: 500 }, Stripe.errors.StripeAPIError],
  [undefined, { status: 503 }, Stripe.errors.StripeAPIError],
])('9, 10: code %s: %o before the effect changes nothing', async (code, rule, kind) => {
  await fault(rule);
  const error = await refusal(create());
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ statusCode: rule.status });
  expect(error.code).toBe(code);
  if ('rate_limited_reason' in rule)
    expect(error.headers).toMatchObject({ 'stripe-rate-limited-reason': 'endpoint-rate' });
  expect(await customers()).toBe(0);
  await create();
  expect(await customers()).toBe(1);
});

it('10: Stripe-Should-Retry decides whether the SDK tries again', async () => {
  const retrying = bed.client('sk_test_sandboxTests0001', { maxNetworkRetries: 2 });
  await fault({ status: 500, should_retry: false });
  expect(await refusal(retrying.customers.create({}))).toMatchObject({ statusCode: 500 });
  await fault({ status: 429, should_retry: true });
  expect((await retrying.customers.create({})).object).toBe('customer');
});

it.each(['reset', 'cut'])('10: %s after the effect: the outcome is unknown, the same key finds it', async (effect) => {
  // The SDK itself tries a reset connection once more, whatever its retries.
  await fault({ effect, when: 'after', count: effect === 'reset' ? 2 : 1 });
  expect(await refusal(create({ idempotencyKey: 'lost' }))).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  const found = await create({ idempotencyKey: 'lost' });
  expect(found.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(await customers()).toBe(1);
});

it('10: reset before the effect leaves nothing behind', async () => {
  await fault({ effect: 'reset', when: 'before', count: 2 });
  expect(await refusal(create({ idempotencyKey: 'never' }))).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  expect(await customers()).toBe(0);
});

it('10: a held connection runs into the timeout of the caller although the effect is there', async () => {
  await fault({ effect: 'hold', when: 'after', ms: 60_000 });
  const error = await refusal(create({ idempotencyKey: 'held', timeout: 1_000 }));
  expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  expect((await create({ idempotencyKey: 'held' })).lastResponse.headers['idempotent-replayed']).toBe('true');
});

it('10: 503 after the effect is what the key remembers; 429 after it leaves the true outcome', async () => {
  await fault({ status: 503, when: 'after' });
  expect(await refusal(create({ idempotencyKey: 'a' }))).toMatchObject({ statusCode: 503 });
  expect(await refusal(create({ idempotencyKey: 'a' }))).toMatchObject({ statusCode: 503 });
  await fault({ status: 429, when: 'after' });
  expect(await refusal(create({ idempotencyKey: 'b' }))).toMatchObject({ statusCode: 429 });
  expect((await create({ idempotencyKey: 'b' })).object).toBe('customer');
  expect(await customers()).toBe(2);
});

it('10: a rule applies to its path and method only, as often as it says, or by chance', async () => {
  await fault({ path: '/v1/payment_intents/*/confirm', status: 500 });
  await create();
  const intent = await bed.stripe.paymentIntents.create({ amount: 100, currency: 'usd' });
  expect(await refusal(bed.stripe.paymentIntents.confirm(intent.id))).toMatchObject({ statusCode: 500 });
  expect(await bed.admin('GET', '/faults')).toEqual([]);
  await bed.admin('POST', '/faults', { path: '/v1/customers', method: 'GET', status: 500, probability: 0.5 });
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, () =>
      bed.stripe.customers.list().then(
        () => 'ok',
        () => 'failed',
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(['ok', 'failed']));
});

it('refuses a rule it does not understand', async () => {
  await expect(bed.admin('POST', '/faults', { path: '/v1/customers', effect: 'explode' })).rejects.toThrow('400');
  await expect(bed.admin('POST', '/faults', { status: 500 })).rejects.toThrow('path is missing');
});
