import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Receiver, startReceiver, until } from './receiver.ts';
import { contract, customerWith, noRedirects, refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
let shop: Receiver;
beforeAll(async () => {
  bed = await startTestbed();
});
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
  shop = await startReceiver();
});
afterEach(() => shop.stop());
afterAll(() => bed.stop());

const endpoint = (params: Partial<Stripe.WebhookEndpointCreateParams> = {}) =>
  bed.stripe.webhookEndpoints.create({ url: shop.url, enabled_events: ['*'], ...params });
const deliveries = async (query = '') => {
  const rows = await bed.admin('GET', `/deliveries${query}`);
  if (!Array.isArray(rows)) throw new Error('no list');
  return rows;
};
const settled = (state: string, count: number) =>
  until(`${count} deliveries ${state}`, async () => {
    const rows = await deliveries(`?state=${state}&limit=1000`);
    return rows.length >= count ? rows : undefined;
  });

it('43: creates, shows, lists, changes and deletes endpoints, and shows the secret once only', async () => {
  const made = await endpoint({ api_version: Stripe.API_VERSION, description: 'shop', metadata: { a: '1' } });
  expect(made).toMatchObject({
    status: 'enabled',
    api_version: Stripe.API_VERSION,
    secret: expect.stringMatching(/^whsec_\w{32}$/),
  });
  const seen = await bed.stripe.webhookEndpoints.retrieve(made.id);
  expect(seen).not.toHaveProperty('secret');
  expect((await bed.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  expect(await bed.stripe.webhookEndpoints.update(made.id, { enabled_events: ['charge.failed'] })).toMatchObject({
    enabled_events: ['charge.failed'],
  });
  expect(await bed.stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true });
  expect(await refusal(bed.stripe.webhookEndpoints.retrieve(made.id))).toMatchObject({ statusCode: 404 });
});

it('43: sends only the enabled events, and only to endpoints of the account', async () => {
  await endpoint({ enabled_events: ['payment_intent.succeeded'] });
  await bed.admin('POST', '/accounts', { id: 'acct_hooks1' });
  await bed.stripe.customers.create({}, { stripeAccount: 'acct_hooks1' });
  await bed.stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa', confirm: true });
  await shop.waitFor(1);
  await settled('succeeded', 1);
  expect(shop.received.map(({ event }) => event.type)).toEqual(['payment_intent.succeeded']);
});

it('43: a connect endpoint hears of connected accounts, by name', async () => {
  await endpoint({ connect: true });
  await bed.admin('POST', '/accounts', { id: 'acct_hooks2' });
  await bed.stripe.customers.create({});
  await bed.stripe.customers.create({}, { stripeAccount: 'acct_hooks2' });
  await shop.waitFor(1);
  await settled('succeeded', 1);
  expect(shop.received.map(({ event }) => event.account)).toEqual(['acct_hooks2']);
});

it('43: a disabled endpoint gets nothing; enabled again, it gets what was owed', async () => {
  shop.answerWith((response) => response.writeHead(500).end());
  const { id } = await endpoint();
  await bed.stripe.customers.create({});
  await shop.waitFor(1);
  await bed.stripe.webhookEndpoints.update(id, { disabled: true });
  await bed.stripe.customers.create({});
  await settled('held', 1);
  const before = shop.received.length;
  shop.answerWith((response) => response.writeHead(200).end());
  await bed.stripe.webhookEndpoints.update(id, { disabled: false });
  await settled('succeeded', 1);
  expect(shop.received.length).toBeGreaterThan(before);
  expect(new Set(shop.received.map(({ event }) => event.id)).size).toBe(1);
});

it("44: every delivery is signed for the SDK's own check, with a fresh time at each attempt", async () => {
  let answers = 0;
  shop.answerWith((response) => {
    answers += 1;
    response.writeHead(answers < 2 ? 500 : 200).end();
  });
  await bed.admin('POST', '/clock', { advance_ms: 90 * 24 * 3_600_000 });
  const { secret = '' } = await endpoint();
  await bed.stripe.customers.create({});
  const seen = await shop.waitFor(2);
  for (const { raw, signature, atMs } of seen) {
    expect(Stripe.webhooks.constructEvent(raw, signature, secret).type).toBe('customer.created');
    expect(Math.abs(Number(/^t=(\d+)/.exec(signature)?.[1]) - atMs / 1000)).toBeLessThan(5);
    expect(() => Stripe.webhooks.constructEvent(`${raw} `, signature, secret)).toThrow();
  }
});

it('44: while a secret is rolled both the old and the new one verify; after a day only the new', async () => {
  const { id, secret: old = '' } = await endpoint();
  const rolled = await bed.admin('POST', `/webhook-endpoints/${id}/roll-secret`, {});
  const next = String(Reflect.get(Object(rolled), 'secret'));
  await bed.stripe.customers.create({});
  const [during] = await shop.waitFor(1);
  for (const secret of [old, next])
    expect(Stripe.webhooks.constructEvent(during!.raw, during!.signature, secret).object).toBe('event');
  await bed.admin('POST', '/clock', { advance_ms: 24 * 3_600_000 + 1 });
  await bed.stripe.customers.create({});
  const [, after] = await shop.waitFor(2);
  expect(() => Stripe.webhooks.constructEvent(after!.raw, after!.signature, old)).toThrow();
  expect(Stripe.webhooks.constructEvent(after!.raw, after!.signature, next).object).toBe('event');
});

it.each([301, 400, 500])('45: %d is no success: it is tried again until 2xx, and not followed', async (status) => {
  let left = 2;
  shop.answerWith((response) => response.writeHead(left-- > 0 ? status : 204, { location: shop.url }).end());
  await endpoint();
  await bed.stripe.customers.create({});
  await shop.waitFor(3);
  const [row] = await settled('succeeded', 1);
  expect(row).toMatchObject({ attempts: 3, last_status: 204 });
  const attempts = await bed.admin('GET', `/deliveries/${row.id}/attempts`);
  expect(attempts).toMatchObject([
    { number: 1, status },
    { number: 2, status },
    { number: 3, status: 204 },
  ]);
});

it('45: gives up when the retries are used up, and sends again when told to', async () => {
  shop.answerWith((response) => response.writeHead(500).end());
  await endpoint();
  await bed.stripe.customers.create({});
  const [row] = await settled('failed', 1);
  expect(row).toMatchObject({ attempts: 4, last_status: 500 });
  const [event] = (await bed.stripe.events.list({ delivery_success: false })).data;
  expect(event).toMatchObject({ id: row.event, pending_webhooks: 0 });
  shop.answerWith((response) => response.writeHead(200).end());
  await bed.admin('POST', `/events/${row.event}/resend`);
  await settled('succeeded', 1);
  expect(await bed.admin('GET', `/deliveries/${row.id}/attempts`)).toHaveLength(5);
  expect((await bed.stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

it('45: an endpoint that does not answer delays no other, and gets only so many at once', async () => {
  await bed.admin('POST', '/settings', { webhook_timeout_ms: 60_000 });
  const slow = await startReceiver();
  slow.answerWith(() => undefined);
  await endpoint({ url: slow.url });
  for (let i = 0; i < 20; i++) await bed.stripe.customers.create({});
  await slow.waitFor(16);
  await endpoint();
  for (let i = 0; i < 20; i++) await bed.stripe.customers.create({});
  await settled('succeeded', 20);
  expect(shop.received).toHaveLength(20);
  expect(slow.received).toHaveLength(16);
  await slow.stop();
  await bed.admin('POST', '/settings', { webhook_timeout_ms: 2_000 });
});

it('45: an unreachable endpoint is logged and tried again', async () => {
  await endpoint({ url: 'http://127.0.0.1:9/closed' });
  await bed.stripe.customers.create({});
  const [row] = await settled('failed', 1);
  expect(row).toMatchObject({ attempts: 4, last_status: null, last_error: expect.stringContaining('ECONNREFUSED') });
});

it('46: duplicates, delays, shuffles and drops deliveries as told', async () => {
  await endpoint({ enabled_events: ['customer.created'] });
  await bed.admin('POST', '/webhook-faults', { duplicate: 1, copies: 3 });
  await bed.stripe.customers.create({});
  const copies = await shop.waitFor(3);
  expect(new Set(copies.map(({ event }) => event.id)).size).toBe(1);

  await bed.admin('DELETE', '/webhook-faults');
  await bed.admin('POST', '/webhook-faults', { drop: 1 });
  await bed.stripe.customers.create({});
  await settled('dropped', 1);

  await bed.admin('DELETE', '/webhook-faults');
  await bed.admin('POST', '/webhook-faults', { delay_ms: 3_600_000 });
  await bed.stripe.customers.create({});
  expect(await deliveries('?state=pending')).toHaveLength(1);
  await bed.admin('POST', '/clock', { advance_ms: 3_600_001 });
  await shop.waitFor(4);

  await bed.admin('DELETE', '/webhook-faults');
  await bed.admin('POST', '/webhook-faults', { shuffle_ms: 300 });
  const made: string[] = [];
  for (let i = 0; i < 12; i++) made.push((await bed.stripe.customers.create({})).id);
  const shuffled = (await shop.waitFor(16))
    .slice(4)
    .map(({ event }) => (event.type === 'customer.created' ? event.data.object.id : ''));
  expect([...shuffled].sort()).toEqual([...made].sort());
  expect(shuffled).not.toEqual(made);
});

it('47: lists events by type, by delivery and by cursor, within 30 days', async () => {
  const { id } = await bed.stripe.customers.create({ name: 'a' });
  await bed.stripe.customers.update(id, { name: 'b' }, { idempotencyKey: 'rename' });
  await bed.stripe.paymentIntents.create(usd);
  const [updated] = (await bed.stripe.events.list({ types: ['customer.updated'] })).data;
  expect(updated).toMatchObject({
    data: { previous_attributes: { name: 'a' }, object: { name: 'b' } },
    request: { idempotency_key: 'rename' },
    livemode: false,
  });
  expect(Object.keys(updated?.data.previous_attributes ?? {})).toEqual(['name']);
  expect((await bed.stripe.events.list({ type: 'customer.*' })).data).toHaveLength(2);
  const since = (await bed.stripe.events.list({ ending_before: updated!.id })).data.map(({ type }) => type);
  expect(since).toEqual(['payment_intent.created']);
  expect((await bed.stripe.events.list({ delivery_success: true })).data).toHaveLength(3);
  expect((await bed.stripe.events.retrieve(updated!.id)).id).toBe(updated!.id);
  await bed.admin('POST', '/clock', { advance_ms: 30 * 24 * 3_600_000 + 1_000 });
  expect((await bed.stripe.events.list()).data).toEqual([]);
  expect(await refusal(bed.stripe.events.retrieve(updated!.id))).toMatchObject({ statusCode: 404 });
});

it('47: counts the webhooks an event still owes', async () => {
  const slow = await startReceiver();
  slow.answerWith(() => undefined);
  await endpoint({ url: slow.url });
  await bed.stripe.customers.create({});
  await slow.waitFor(1);
  expect((await bed.stripe.events.list()).data[0]?.pending_webhooks).toBe(1);
  await slow.stop();
});

it("50: every event delivered in a payer's life is as the SDK's types say", async () => {
  await endpoint();
  const saved = await customerWith(bed, 'pm_card_authenticationRequired');
  await refusal(bed.stripe.paymentIntents.create({ ...usd, ...saved, off_session: true, confirm: true }));
  const intent = await bed.stripe.paymentIntents.create({ ...usd, ...saved, confirm: true });
  await bed.admin('POST', `/intents/${intent.id}/authenticate`, {});
  await bed.stripe.paymentIntents.cancel((await bed.stripe.paymentIntents.create(usd)).id);
  await bed.stripe.setupIntents.create({
    customer: saved.customer,
    payment_method: 'pm_card_visa',
    confirm: true,
    ...noRedirects,
  });
  await bed.stripe.paymentMethods.detach(saved.payment_method);
  await bed.stripe.customers.del(saved.customer);
  await shop.waitFor(1, 'charge.updated');
  await shop.waitFor(1, 'customer.deleted');
  const types = new Set(shop.received.map(({ event }) => event.type));
  for (const wanted of [
    'payment_intent.requires_action',
    'charge.failed',
    'payment_method.detached',
    'setup_intent.succeeded',
    'payment_intent.canceled',
  ] as const) {
    expect(types).toContain(wanted);
  }
  for (const { raw, event } of shop.received) expect(contract().check(JSON.parse(raw)), event.type).toEqual([]);
});
