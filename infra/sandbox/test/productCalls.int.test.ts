import { globSync } from 'node:fs';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { calledRoutes } from '../contract/calledRoutes.ts';
import { loadContract } from '../contract/contract.ts';
import { realTarget, type Target, targets } from './targets.ts';
import { refusal } from './testbed.ts';

// Every call that the product makes of Stripe, with the parameters it makes it with: held to the SDK's types both ways, at the sandbox and,
// with a test key, at Stripe itself.

const product = join(import.meta.dirname, '../../../services');
/** Of this run alone: at Stripe the account is shared with whatever ran before. */
const run = `purser-${process.pid}-${Date.now()}`;
const soon_ms = 60_000;
/**
 * Of connected accounts, which not every account at Stripe may make, and which take a person to consent: `connect.int.test.ts` and
 * `connectSecond.int.test.ts` make these, held to the same types, at the sandbox alone.
 */
const heldElsewhere = new Set([
  'POST /v1/accounts',
  'GET /v1/accounts/{id}',
  'POST /v1/account_links',
  'POST /oauth/token',
  'POST /oauth/deauthorize',
  'POST /v2/core/accounts',
  'GET /v2/core/accounts/{id}',
  'POST /v2/core/account_links',
  'GET /v2/core/events/{id}',
]);

test('a key of live mode is refused before anything is asked', () => {
  for (const key of ['sk_live_51abcdef', 'rk_live_51abcdef', 'whsec_abc', ''])
    expect(() => realTarget(key)).toThrow('test mode');
});

describe.each(targets('the product’s calls'))('%s', (_name, start) => {
  let target: Target;
  let stripe: Stripe;
  const customers: string[] = [];
  beforeAll(async () => {
    target = await start();
    stripe = target.stripe;
  });
  afterAll(async () => {
    for (const id of customers) await stripe.customers.del(id);
    await target.stop();
  });

  const seen = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (const until_ms = Date.now() + soon_ms; Date.now() < until_ms; ) {
      const value = await look();
      if (value !== undefined) return value;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it did not come');
  };
  const metadata = { tenant_id: run, customer_id: run };
  const customer = async () => {
    const params = { name: 'Ada Ltd', email: `${run}@example.com`, metadata };
    const { id } = await stripe.customers.create(params, { idempotencyKey: `customer:${run}:${customers.length}` });
    customers.push(id);
    return id;
  };
  const intentOf = (id: string, attempt: string, away = false) =>
    stripe.paymentIntents.create(
      {
        amount: 12_000,
        currency: 'gbp',
        customer: id,
        automatic_payment_methods: { enabled: true, ...(away && { allow_redirects: 'never' as const }) },
        description: 'Invoice HIT-000001',
        metadata: { ...metadata, attempt_id: attempt },
      },
      { idempotencyKey: `attempt:${run}:${attempt}` },
    );
  const paid = async (card: string) => {
    const intent = await intentOf(await customer(), `paid ${card} ${customers.length}`, true);
    return stripe.paymentIntents.confirm(intent.id, { payment_method: card });
  };
  const disputed = async () => {
    const { latest_charge } = await paid('pm_card_createDispute');
    const charge = String(latest_charge);
    const dispute = await seen(async () => (await stripe.disputes.list({ charge, limit: 100 })).data[0]);
    return (await stripe.disputes.retrieve(dispute.id)).id;
  };

  it('a customer is made once under a key, and found by address', async () => {
    const id = await customer();
    const { data } = await stripe.customers.list({ email: `${run}@example.com`, limit: 100 });
    expect(data).toMatchObject([{ id, metadata }]);
    // By which a restricted key is tried: it changes nothing.
    expect(await stripe.customers.update(id, {})).toMatchObject({ id, metadata });
    const address = {
      line1: '1 High Street',
      line2: '',
      city: 'Leeds',
      state: '',
      postal_code: 'LS1 1AA',
      country: 'GB',
    };
    await stripe.customers.update(id, { name: 'Ada plc', phone: '+44 113 496 0000', address });
    expect(await stripe.customers.retrieve(id)).toMatchObject({
      name: 'Ada plc',
      phone: '+44 113 496 0000',
      address: { line1: '1 High Street', city: 'Leeds', postal_code: 'LS1 1AA', country: 'GB' },
    });
    await stripe.customers.update(id, { name: 'Ada Ltd', phone: '', address: '' });
    const bare = await stripe.customers.retrieve(id);
    if (bare.deleted) throw new Error('it is deleted');
    expect([bare.phone ?? '', bare.address?.line1 ?? '']).toEqual(['', '']);
  });

  it('a card is set up, found with its method, renewed by nobody, and taken off', async () => {
    const id = await customer();
    const params = { usage: 'off_session', automatic_payment_methods: { enabled: true } } as const;
    const setup = () =>
      stripe.setupIntents.create(
        { customer: id, ...params, metadata: { ...metadata, setup_id: run } },
        { idempotencyKey: `setup:${run}` },
      );
    const { id: form } = await setup();
    expect((await setup()).id).toBe(form);
    const { data } = await stripe.setupIntents.list({ customer: id, limit: 100 });
    expect(data).toMatchObject([{ id: form, metadata: { setup_id: run } }]);
    await stripe.setupIntents.confirm(form, { payment_method: 'pm_card_visa', return_url: 'https://pay.example/back' });
    const done = await stripe.setupIntents.retrieve(form, { expand: ['payment_method'] });
    expect(done).toMatchObject({ status: 'succeeded', payment_method: { type: 'card', card: { last4: '4242' } } });
    const method = typeof done.payment_method === 'object' ? (done.payment_method?.id ?? '') : '';
    expect((await stripe.paymentMethods.retrieve(method)).customer).toBe(id);
    expect(
      (await stripe.paymentMethods.detach(method, {}, { idempotencyKey: `detach:${method}` })).customer,
    ).toBeNull();
    const open = await stripe.setupIntents.create({ customer: id, ...params });
    expect((await stripe.setupIntents.cancel(open.id)).status).toBe('canceled');
  });

  it('an intent is made unconfirmed, found again, charged off session once, and its fee is told', async () => {
    const id = await customer();
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
    const made = await intentOf(id, 'away', true);
    expect(made).toMatchObject({ status: 'requires_payment_method', client_secret: expect.stringContaining(made.id) });
    const { data } = await stripe.paymentIntents.list({ customer: id, limit: 100 });
    expect(data).toMatchObject([{ id: made.id, metadata: { attempt_id: 'away' } }]);
    const confirm = () =>
      stripe.paymentIntents.confirm(
        made.id,
        { payment_method: method, off_session: true },
        { idempotencyKey: `confirm:${run}` },
      );
    expect(await confirm()).toMatchObject({ status: 'succeeded', amount_received: 12_000 });
    expect(await confirm()).toMatchObject({ id: made.id, status: 'succeeded' });
    const { latest_charge } = await stripe.paymentIntents.retrieve(made.id);
    const transaction = await seen(async () => {
      const { data: charges } = await stripe.charges.list({ payment_intent: made.id, limit: 100 });
      expect(charges).toMatchObject([{ id: latest_charge, amount_captured: 12_000 }]);
      return charges[0]?.balance_transaction ?? undefined;
    });
    const fee = await stripe.balanceTransactions.retrieve(String(transaction));
    expect(fee).toMatchObject({ source: latest_charge, amount: expect.any(Number) });
    expect(fee.net).toBe(fee.amount - fee.fee);
    const listed = await stripe.balanceTransactions.list({ source: String(latest_charge), limit: 100 });
    expect(listed.data.map((one) => one.id)).toContain(fee.id);
  });

  it('an intent that nobody pays is cancelled once, and one that was paid cannot be', async () => {
    const open = await intentOf(await customer(), 'cancelled');
    const cancel = () =>
      stripe.paymentIntents.cancel(open.id, { cancellation_reason: 'abandoned' }, { idempotencyKey: `abandon:${run}` });
    expect((await cancel()).status).toBe('canceled');
    expect((await cancel()).status).toBe('canceled');
    const { id } = await paid('pm_card_visa');
    expect(await refusal(stripe.paymentIntents.cancel(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { id, status: 'succeeded' },
    });
  });

  it('a refund is made once under its key, found among its payment’s, and never goes beyond', async () => {
    const { id } = await paid('pm_card_visa');
    const ours = { ...metadata, refund_id: run, part_id: run };
    const refund = () =>
      stripe.refunds.create(
        { payment_intent: id, amount: 5_000, reason: 'requested_by_customer', metadata: ours },
        { idempotencyKey: `refund:${run}` },
      );
    const first = await refund();
    expect((await refund()).id).toBe(first.id);
    expect(await stripe.refunds.retrieve(first.id)).toMatchObject({ amount: 5_000, metadata: { part_id: run } });
    expect((await stripe.refunds.list({ payment_intent: id, limit: 100 })).data).toHaveLength(1);
    expect(await stripe.refunds.update(first.id, {})).toMatchObject({ amount: 5_000, metadata: ours });
    expect(await refusal(stripe.refunds.create({ payment_intent: id, amount: 7_001 }))).toMatchObject({
      statusCode: 400,
    });
  });

  it('a payout is listed and read, and its parts are found by it', async () => {
    // Before anything is disputed: what a dispute takes may leave nothing to pay out.
    await paid('pm_card_bypassPending');
    const made = await seen(() => stripe.payouts.create({ amount: 1_000, currency: 'gbp' }).catch(() => undefined));
    const { data } = await stripe.payouts.list({ limit: 100 });
    expect(data.map(({ id }) => id)).toContain(made.id);
    expect(await stripe.payouts.retrieve(made.id)).toMatchObject({ amount: 1_000, currency: 'gbp' });
  });

  it('a dispute takes evidence, kept and then submitted; another is given up', async () => {
    const [one, other] = [await disputed(), await disputed()];
    const say = (submit: boolean) =>
      stripe.disputes.update(
        one,
        { evidence: { uncategorized_text: 'winning_evidence' }, submit },
        { idempotencyKey: `dispute:${run}:${submit}` },
      );
    expect(await say(false)).toMatchObject({ evidence_details: { has_evidence: true, submission_count: 0 } });
    expect(await say(true)).toMatchObject({ evidence_details: { submission_count: 1 } });
    expect(await stripe.disputes.close(other, {}, { idempotencyKey: `close:${run}` })).toMatchObject({
      status: 'lost',
    });
  });

  it('an endpoint for webhooks is made with the version of the SDK, listed and taken away; the account says who it is', async () => {
    const url = `https://hooks.example.com/${run}`;
    const made = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ['payment_intent.succeeded', 'charge.updated'],
      api_version: '2026-10-28.endive',
      metadata,
    });
    expect(made).toMatchObject({ url, status: 'enabled', secret: expect.stringMatching(/^whsec_/) });
    const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
    expect(data.find(({ id }) => id === made.id)?.secret).toBeUndefined();
    expect(await stripe.webhookEndpoints.update(made.id, {})).toMatchObject({ url, status: 'enabled' });
    expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true });
    expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ object: 'account' });
  });

  it('what may not be done is refused before it is looked whether there is such a thing, and the other way round', async () => {
    const nobody = 'purser_permission_test';
    for (const call of [
      stripe.customers.update(`cus_${nobody}`, {}),
      stripe.paymentIntents.cancel(`pi_${nobody}`),
      stripe.setupIntents.cancel(`seti_${nobody}`),
      stripe.paymentMethods.detach(`pm_${nobody}`),
      stripe.refunds.update(`re_${nobody}`, {}),
      stripe.disputes.update(`du_${nobody}`, {}),
      stripe.webhookEndpoints.update(`we_${nobody}`, {}),
    ])
      expect(await refusal(call)).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });

  it('a destination of thin events is made once under its key with its secret, listed with its address and taken away', async () => {
    const url = `https://hooks.example.com/${run}/thin`;
    const made = () =>
      stripe.v2.core.eventDestinations.create(
        {
          type: 'webhook_endpoint',
          event_payload: 'thin',
          name: 'Purser',
          enabled_events: ['v1.payment_intent.succeeded', 'v1.charge.updated'],
          events_from: ['@self'],
          webhook_endpoint: { url },
          metadata,
          include: ['webhook_endpoint.signing_secret'],
        },
        { idempotencyKey: `destination:${run}` },
      );
    const { id, webhook_endpoint } = await made();
    expect(webhook_endpoint?.signing_secret).toMatch(/^whsec_/);
    expect((await made()).id).toBe(id);
    const listing = stripe.v2.core.eventDestinations.list({ limit: 100, include: ['webhook_endpoint.url'] });
    const found = (await listing).data.find((one) => one.id === id);
    expect(found).toMatchObject({ status: 'enabled', event_payload: 'thin', webhook_endpoint: { url } });
    expect(found?.webhook_endpoint?.signing_secret).toBeUndefined();
    expect((await stripe.v2.core.eventDestinations.del(id)).id).toBe(id);
    const gone = await refusal(stripe.v2.core.eventDestinations.del(id));
    expect(gone).toMatchObject({ statusCode: 404 });
  });

  it('what happened is listed by type', async () => {
    const { data } = await stripe.events.list({ types: ['payment_intent.succeeded', 'charge.refunded'], limit: 100 });
    expect(new Set(data.map(({ type }) => type))).toEqual(new Set(['payment_intent.succeeded', 'charge.refunded']));
  });

  it('50: no call of the product is missing here, nor did any depart from the contract', async () => {
    const contract = loadContract();
    const called = await calledRoutes(globSync('*/src/**/*.ts', { cwd: product }).map((file) => join(product, file)));
    expect(called.length).toBeGreaterThan(15);
    const reached = new Set(
      target.recorder.calls
        .map((line) => line.split(' '))
        .filter(([, , status]) => Number(status) < 300)
        .flatMap(([method = '', path = '']) => contract.routesTo(method, path))
        .map(({ httpMethod, path }) => `${httpMethod} ${path}`),
    );
    const missing = called
      .filter(({ method, path }) => !reached.has(`${method} ${path}`) && !heldElsewhere.has(`${method} ${path}`))
      .map(({ call }) => call);
    expect(missing).toEqual([]);
    expect(target.recorder.violations).toEqual([]);
  });
});
