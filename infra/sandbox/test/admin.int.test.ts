import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

const html = async (path: string) => {
  const answer = await fetch(`${bed.sandbox.url}/_sandbox${path}`);
  return { status: answer.status, text: await answer.text() };
};

it('shows the latest requests and events, and nothing as markup', async () => {
  await bed.stripe.customers.create({ name: 'x' }, { idempotencyKey: '<script>alert(1)</script>' });
  const [requests, events] = [await html('/?view=requests'), await html('/?view=events')];
  expect(requests.text).toContain('/v1/customers');
  expect(events.text).toContain('customer.created');
  for (const { text } of [requests, events]) expect(text).not.toContain('<script>alert(1)');
});

it('counts what there is, lists requests without their parameters, and forgets everything on reset', async () => {
  await bed.stripe.paymentIntents.create({ ...usd, description: 'secret words' });
  expect(await bed.admin('GET', '/counts')).toMatchObject({ objects: { payment_intent: 1 }, deliveries: {} });
  const requests = await bed.admin('GET', '/requests?limit=5');
  expect(requests).toMatchObject([{ method: 'POST', path: '/v1/payment_intents', status: 200 }, {}]);
  expect(JSON.stringify(requests)).not.toContain('secret words');
  await bed.admin('POST', '/reset', {});
  expect(await bed.admin('GET', '/counts')).toMatchObject({ objects: {}, events: 0, requests: 0 });
  expect((await bed.stripe.customers.list()).data).toEqual([]);
});

it("moves the sandbox's clock forward only, and new objects carry its time", async () => {
  const before = (await bed.stripe.customers.create({})).created;
  await bed.admin('POST', '/clock', { to: before + 10 * 86_400 });
  expect((await bed.stripe.customers.create({})).created).toBeGreaterThanOrEqual(before + 10 * 86_400);
  await expect(bed.admin('POST', '/clock', { to: before })).rejects.toThrow('only moves forward');
});

it('changes the fee while it runs', async () => {
  await bed.admin('POST', '/settings', { fee_basis_points: 100, fee_fixed_minor: 0 });
  const paid = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: 'pm_card_visa',
    confirm: true,
    capture_method: 'automatic',
    expand: ['latest_charge.balance_transaction'],
  });
  expect(paid.latest_charge).toMatchObject({ balance_transaction: { fee: 20, net: 1980 } });
  const charge = paid.latest_charge;
  if (typeof charge !== 'object' || !charge?.receipt_url) throw new Error('the charge has no receipt');
  expect(await (await fetch(charge.receipt_url)).text()).toContain('20.00 USD');
});

it('keeps its own doors out of /v1 and refuses live keys for new accounts', async () => {
  expect((await bed.call('GET', '/v1/_sandbox/counts')).status).toBe(404);
  await expect(bed.admin('POST', '/accounts', { secret_key: 'sk_live_1234567890' })).rejects.toThrow('sk_test_');
  expect((await html('/3ds/3ds_unknown')).status).toBe(404);
});

it('tells which idempotency keys an endpoint remembers, each once', async () => {
  for (const idempotencyKey of ['one', 'one', 'two']) await bed.stripe.setupIntents.create({}, { idempotencyKey });
  const keys = await bed.admin('GET', `/keys?endpoint=${encodeURIComponent('POST /v1/setup_intents')}`);
  expect(keys).toEqual(['one', 'two'].map((key) => ({ account: expect.any(String), key })));
  expect(await bed.admin('GET', `/keys?endpoint=${encodeURIComponent('POST /v1/refunds')}`)).toEqual([]);
});
