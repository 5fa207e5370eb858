import { payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let tenant: Tenant;
beforeAll(async () => {
  town = await startTown();
  tenant = await town.tenant();
});
afterAll(() => town?.stop());

const anEvent = (over: object = {}) => ({
  id: `evt_${newId()}`,
  object: 'event',
  api_version: Stripe.API_VERSION,
  created: 1,
  livemode: false,
  type: 'payment_intent.succeeded',
  data: {
    object: {
      id: `pi_${newId()}`,
      object: 'payment_intent',
      status: 'succeeded',
      amount: 100,
      amount_received: 100,
      currency: 'gbp',
      metadata: {},
      last_payment_error: null,
      latest_charge: null,
    },
  },
  ...over,
});

function post(text: string, options: { secret?: string; timestamp?: number; endpoint?: string; header?: string } = {}) {
  const {
    secret = tenant.webhookSecret,
    timestamp = Math.floor(Date.now() / 1000),
    endpoint = tenant.endpointId,
  } = options;
  const header = options.header ?? Stripe.webhooks.generateTestHeaderString({ payload: text, secret, timestamp });
  return fetch(`http://127.0.0.1:${town.edge.port}/webhooks/stripe/${endpoint}`, {
    method: 'POST',
    headers: { 'stripe-signature': header, 'content-type': 'application/json' },
    body: text,
  });
}

const stored = async () => {
  const [row] = await town.platform.service('payments').connections.relay.sql<
    { count: bigint }[]
  >`select count(*) as count from webhook_events`;
  return Number(row?.count);
};

const eventOf = (eventId: string) =>
  until(`${eventId} was dealt with`, async () => {
    const { events } = await town.platform.client.query(payments.listWebhookEvents, {}, tenant.staff);
    const found = events.find((event) => event.eventId === eventId);
    return found && found.status !== 'received' && found;
  });

test.each([
  ['a wrong signature', 401, () => post(JSON.stringify(anEvent()), { secret: 'whsec_somebody_elses' })],
  ['a stale signature', 401, () => post(JSON.stringify(anEvent()), { timestamp: Math.floor(Date.now() / 1000) - 400 })],
  ['no signature', 401, () => post(JSON.stringify(anEvent()), { header: '' })],
  [
    'another payload under a good signature',
    401,
    () =>
      post(JSON.stringify(anEvent()), {
        header: Stripe.webhooks.generateTestHeaderString({ payload: '{}', secret: tenant.webhookSecret }),
      }),
  ],
  ['what is not an event', 400, () => post(JSON.stringify({ hello: 'world' }))],
  ['what is not JSON', 400, () => post('hello')],
  ['a live event at a test endpoint', 400, () => post(JSON.stringify(anEvent({ livemode: true })))],
  ['an unknown endpoint', 404, () => post(JSON.stringify(anEvent()), { endpoint: newId() })],
  ['an endpoint that is no id', 404, () => post(JSON.stringify(anEvent()), { endpoint: "x' or 1=1" })],
  ['a body over 1 MiB', 413, () => post(JSON.stringify(anEvent({ pad: 'x'.repeat(1_100_000) })))],
])('%s is refused with %i, and nothing is stored', async (_name, status, send) => {
  const before = await stored();
  expect((await send()).status).toBe(status);
  expect(await stored()).toBe(before);
});

test("another tenant's secret does not open this tenant's endpoint", async () => {
  const other = await town.tenant();
  expect((await post(JSON.stringify(anEvent()), { secret: other.webhookSecret })).status).toBe(401);
});

test('the same event five times at once is stored once and counts once', async () => {
  const text = JSON.stringify(anEvent());
  const before = await stored();
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(text)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  expect(await stored()).toBe(before + 1);
});

test('money nobody here asked for is kept as unmatched, for a person to see', async () => {
  const event = anEvent();
  expect((await post(JSON.stringify(event))).status).toBe(200);
  expect(await eventOf(event.id)).toMatchObject({
    status: 'unmatched',
    problem: `no attempt for ${event.data.object.id}`,
  });
});

test("an event that names another tenant's attempt moves nothing there", async () => {
  const other = await town.tenant();
  const customer = await town.customer(other);
  const invoiceId = await town.invoice(other, customer.customerId);
  const attempt = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  const intent = { ...anEvent().data.object, id: attempt.paymentIntentId, metadata: { attempt_id: attempt.attemptId } };
  const event = anEvent({ data: { object: intent } });
  expect((await post(JSON.stringify(event))).status).toBe(200);
  expect((await eventOf(event.id)).status).toBe('unmatched');
  const seen = await town.platform.client.query(payments.getAttempt, { attemptId: attempt.attemptId }, other.staff);
  expect(seen.status).toBe('created');
});

test('webhooks shuffled, tripled and delayed settle an invoice once', async () => {
  const own = await town.tenant();
  const customer = await town.customer(own);
  const invoiceId = await town.invoice(own, customer.customerId);
  await town.admin('POST', '/webhook-faults', { shuffle_ms: 300, duplicate: 1, copies: 3 });
  try {
    const attempt = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
    await town.confirm(attempt, 'pm_card_visa');
    const paid = await untilInvoice(town, own.staff, invoiceId, 'paid');
    expect(paid.allocations).toHaveLength(1);
    await town.platform.quiet();
    const { payments: list } = await town.platform.client.query(payments.listPayments, { invoiceId }, own.staff);
    expect(list).toHaveLength(1);
  } finally {
    await town.admin('DELETE', '/webhook-faults');
  }
});

test('a webhook that never comes is found by the janitor', async () => {
  const own = await town.tenant();
  const customer = await town.customer(own);
  const invoiceId = await town.invoice(own, customer.customerId);
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  try {
    const attempt = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
    await town.confirm(attempt, 'pm_card_visa');
    town.platform.clock.setOffset(6 * 60_000);
    await untilInvoice(town, own.staff, invoiceId, 'paid');
  } finally {
    town.platform.clock.setOffset(0);
    await town.admin('DELETE', '/webhook-faults');
  }
});

test('a charge that nobody here asked for is unmatched, and not tried again and again', async () => {
  const charge = {
    id: `ch_${newId()}`,
    object: 'charge',
    payment_intent: `pi_${newId()}`,
    balance_transaction: 'txn_1',
  };
  const event = anEvent({ type: 'charge.updated', data: { object: charge } });
  expect((await post(JSON.stringify(event))).status).toBe(200);
  expect(await eventOf(event.id)).toMatchObject({ status: 'unmatched', attempts: 1 });
});
