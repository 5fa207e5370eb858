import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startReceiver } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
});
afterAll(() => bed.stop());

const fault = (rule: object) => bed.admin('POST', '/faults', { method: 'POST', count: 1, ...rule });
const pay = (options: Stripe.RequestOptions = {}) =>
  bed.stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa', confirm: true }, options);
const charges = async () => (await bed.stripe.charges.list()).data;

it.each<[string, object]>([
  ['never comes', { effect: 'hold', ms: 60_000 }],
  ['is cut in the middle', { effect: 'cut' }],
  ['is lost with the connection', { effect: 'reset', count: 2 }],
])(
  '10: money was taken and the answer %s: the same key finds the one charge, another makes a second',
  async (_how, rule) => {
    await fault({ path: '/v1/payment_intents', when: 'after', ...rule });
    const lost = await refusal(pay({ idempotencyKey: 'attempt-1', timeout: 1_000 }));
    expect(lost).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    const [taken, ...others] = await charges();
    expect([taken?.amount, others.length]).toEqual([2000, 0]);
    const found = await pay({ idempotencyKey: 'attempt-1' });
    expect(found.latest_charge).toBe(taken?.id);
    expect(await charges()).toHaveLength(1);
    await pay({ idempotencyKey: 'attempt-2' });
    expect(await charges()).toHaveLength(2);
  },
);

it.each<[string, object, number]>([
  ['429', { status: 429, rate_limited_reason: 'global-rate' }, 429],
  ['409', { status: 409 }, 409],
  ['500 that may be tried again', { status: 500, should_retry: true }, 500],
  ['500 that may not', { status: 500, should_retry: false }, 500],
])('10: a refund that is answered with %s before it is made is not made', async (_what, rule, statusCode) => {
  const { latest_charge } = await pay();
  const charge = String(latest_charge);
  const refund = () => bed.stripe.refunds.create({ charge, amount: 500 }, { idempotencyKey: 'refund-1' });
  await fault({ path: '/v1/refunds', when: 'before', ...rule });
  const refused = await refusal(refund());
  expect(refused).toMatchObject({ statusCode });
  if ('should_retry' in rule)
    expect(refused.headers).toMatchObject({ 'stripe-should-retry': String(rule.should_retry) });
  expect((await bed.stripe.refunds.list({ charge })).data).toEqual([]);
  expect((await refund()).amount).toBe(500);
});

it('10: a refund whose answer was lost is found by its key, and given once', async () => {
  const charge = String((await pay()).latest_charge);
  const refund = () => bed.stripe.refunds.create({ charge }, { idempotencyKey: 'refund-1', timeout: 1_000 });
  await fault({ path: '/v1/refunds', effect: 'hold', ms: 60_000, when: 'after' });
  expect(await refusal(refund())).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  expect((await refund()).amount).toBe(2000);
  expect((await bed.stripe.refunds.list({ charge })).data).toHaveLength(1);
  expect(await bed.stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 2000 });
});

it('46: webhooks shuffled, tripled and a tenth of them dropped: what is missing is found among the events', async () => {
  const shop = await startReceiver();
  await bed.stripe.webhookEndpoints.create({ url: shop.url, enabled_events: ['customer.created'] });
  await bed.admin('POST', '/webhook-faults', { duplicate: 1, copies: 3, drop: 0.1, shuffle_ms: 200 });
  const made: string[] = [];
  for (let i = 0; i < 40; i++) made.push((await bed.stripe.customers.create()).id);
  const { deliveries } = Object(await bed.admin('GET', '/counts'));
  const dropped = Number(deliveries.dropped);
  expect(dropped).toBeGreaterThan(0);
  expect(dropped).toBeLessThan(40);
  const received = await shop.waitFor(120 - dropped);
  const order = received.map(({ event }) => Reflect.get(event.data.object, 'id'));
  // An event is many places from where it was sent, not just overtaken by its neighbour.
  const arrived = [...new Set(order)];
  const sent = made.filter((id) => arrived.includes(id));
  expect(Math.max(...sent.map((id, place) => Math.abs(arrived.indexOf(id) - place)))).toBeGreaterThan(5);
  const missed = await bed.stripe.events.list({ delivery_success: false, limit: 100 });
  const known = new Set([...order, ...missed.data.map(({ data: { object } }) => Reflect.get(object, 'id'))]);
  expect(made.filter((id) => !known.has(id))).toEqual([]);
  await shop.stop();
});
