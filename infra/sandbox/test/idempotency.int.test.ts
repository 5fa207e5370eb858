import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
});
afterAll(() => bed.stop());

const eventCount = async () => (await bed.stripe.events.list({ limit: 100 })).data.length;
const customers = async () => (await bed.stripe.customers.list({ limit: 100 })).data.length;

it('12: the same key and parameters answer the same without a second effect', async () => {
  const first = await bed.stripe.customers.create({ name: 'Once' }, { idempotencyKey: 'k1' });
  const second = await bed.stripe.customers.create({ name: 'Once' }, { idempotencyKey: 'k1' });
  expect({ ...second }).toEqual({ ...first });
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
  expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  expect(await customers()).toBe(1);
  expect(await eventCount()).toBe(1);
});

it('12: a decline is replayed, and charges nobody a second time', async () => {
  const pay = () =>
    refusal(
      bed.stripe.paymentIntents.create(
        { ...usd, payment_method: 'pm_card_visa_chargeDeclined', confirm: true },
        { idempotencyKey: 'k2' },
      ),
    );
  const first = await pay();
  const second = await pay();
  expect(second).toMatchObject({ statusCode: 402, charge: first.charge, headers: { 'idempotent-replayed': 'true' } });
  expect((await bed.stripe.charges.list()).data).toHaveLength(1);
});

it('12: a 500 after the effect is replayed too: the effect stays single', async () => {
  await bed.admin('POST', '/faults', { path: '/v1/customers', when: 'after', status: 500, count: 1 });
  const create = () => bed.stripe.customers.create({ name: 'x' }, { idempotencyKey: 'k3' });
  expect(await refusal(create())).toMatchObject({ statusCode: 500 });
  expect(await refusal(create())).toMatchObject({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } });
  expect(await customers()).toBe(1);
});

it('12: a refused parameter is not remembered: the key may be used again', async () => {
  const create = (amount: number) =>
    bed.stripe.paymentIntents.create({ amount, currency: 'usd' }, { idempotencyKey: 'k4' });
  expect(await refusal(create(1))).toMatchObject({ code: 'amount_too_small' });
  expect((await create(1000)).amount).toBe(1000);
});

it('13: the same key with other parameters or at another endpoint is refused', async () => {
  await bed.stripe.customers.create({ name: 'a' }, { idempotencyKey: 'k5' });
  const other = await refusal(bed.stripe.customers.create({ name: 'b' }, { idempotencyKey: 'k5' }));
  expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect(other).toMatchObject({
    statusCode: 400,
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'k5' if you meant to execute a different request.",
  });
  const elsewhere = await refusal(bed.stripe.paymentIntents.create(usd, { idempotencyKey: 'k5' }));
  expect(elsewhere.message).toContain('same endpoint');
});

it('14: a key in use answers 409, and the request that holds it takes effect once', async () => {
  await bed.admin('POST', '/faults', { path: '/v1/customers', effect: 'slow', ms: 1_500, count: 1 });
  const create = () => bed.stripe.customers.create({ name: 'x' }, { idempotencyKey: 'k6' });
  const held = create();
  // The rule is used up when the first request has come in.
  await until('the first request', async () =>
    JSON.stringify(await bed.admin('GET', '/faults')) === '[]' ? true : undefined,
  );
  const inUse = await refusal(create());
  expect(inUse).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  const made = await held;
  expect((await create()).id).toBe(made.id);
  expect(await customers()).toBe(1);
});

it('14: keys belong to an account, have at most 255 characters and mean nothing on DELETE', async () => {
  await bed.admin('POST', '/accounts', { id: 'acct_keys1' });
  await bed.stripe.customers.create({ name: 'a' }, { idempotencyKey: 'k7' });
  const theirs = await bed.stripe.customers.create(
    { name: 'b' },
    { idempotencyKey: 'k7', stripeAccount: 'acct_keys1' },
  );
  expect(theirs.name).toBe('b');
  expect(await refusal(bed.stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) }))).toMatchObject({
    statusCode: 400,
  });
  const { id } = await bed.stripe.customers.create();
  await bed.stripe.customers.del(id, undefined, { idempotencyKey: 'k8' });
  expect(await refusal(bed.stripe.customers.del(id, undefined, { idempotencyKey: 'k8' }))).toMatchObject({
    statusCode: 404,
  });
});

it("14: after 24 hours of the sandbox's clock a key is new again", async () => {
  const create = () => bed.stripe.customers.create({ name: 'x' }, { idempotencyKey: 'k9' });
  const first = await create();
  await bed.admin('POST', '/clock', { advance_ms: 24 * 3_600_000 - 60_000 });
  expect((await create()).id).toBe(first.id);
  await bed.admin('POST', '/clock', { advance_ms: 60_001 });
  expect((await create()).id).not.toBe(first.id);
  expect(await bed.admin('GET', '/counts')).toMatchObject({ idempotency_keys: 1 });
});

it('14: however many ask at once with one key, the effect happens once and every answer tells of it', async () => {
  await bed.admin('POST', '/settings', { latency_ms: 20 });
  const ask = () => bed.stripe.customers.create({ name: 'x' }, { idempotencyKey: 'k10', maxNetworkRetries: 10 });
  const answers = await Promise.all(Array.from({ length: 12 }, ask));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  await bed.admin('POST', '/settings', { latency_ms: 0 });
  expect(await customers()).toBe(1);
  expect(await eventCount()).toBe(1);
});

it('a refused call leaves nothing behind: neither objects nor events', async () => {
  const refused = await refusal(
    bed.stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa', confirm: true, expand: ['amount'] }),
  );
  expect(refused.statusCode).toBe(400);
  expect(await bed.admin('GET', '/counts')).toMatchObject({ objects: {}, events: 0, tasks: 0 });
});
