import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { startTestbed, type Testbed } from './testbed.ts';

type Thin = { raw: string; signature: string };

let bed: Testbed;
let server: Server;
let address: string;
const received: Thin[] = [];

beforeAll(async () => {
  bed = await startTestbed();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      received.push({ raw, signature: String(request.headers['stripe-signature']) });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`;
});
afterAll(async () => {
  server?.close();
  await bed?.stop();
});

const include: ('configuration.merchant' | 'requirements')[] = ['configuration.merchant', 'requirements'];
const urls = { refresh_url: 'https://purser.example/refresh', return_url: 'https://purser.example/return' };

const makeAccount = () =>
  bed.stripe.v2.core.accounts.create({
    contact_email: 'owner@example.com',
    dashboard: 'full',
    identity: { country: 'gb' },
    configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
    defaults: { currency: 'gbp', responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' } },
    metadata: { tenant_id: '7' },
    include,
  });

async function fillIn(url: string, fields: Record<string, string>): Promise<Response> {
  const html = await (await fetch(url)).text();
  const visit = /name="visit" value="(\w+)"/.exec(html)?.[1] ?? '';
  return fetch(url, { method: 'POST', body: new URLSearchParams({ visit, ...fields }), redirect: 'manual' });
}

const linkTo = (account: string) =>
  bed.stripe.v2.core.accountLinks.create({
    account,
    use_case: { type: 'account_onboarding', account_onboarding: urls },
  });

it('42: an account of the second version shows what was asked for, and takes cards once its owner has told enough', async () => {
  const made = await makeAccount();
  expect(made).toMatchObject({ contact_email: 'owner@example.com', metadata: { tenant_id: '7' } });
  expect(made.configuration?.merchant?.capabilities?.card_payments?.status).toBe('restricted');
  expect(made.requirements?.entries?.map(({ description }) => description)).toContain('external_account');
  const bare = await bed.stripe.v2.core.accounts.retrieve(made.id);
  expect([bare.configuration, bare.requirements]).toEqual([undefined, undefined]);
  const link = await linkTo(made.id);
  const back = await fillIn(link.url, { details: 'on', bank: 'on', identity: 'passed' });
  expect(back.headers.get('location')).toBe(urls.return_url);
  const ready = await bed.stripe.v2.core.accounts.retrieve(made.id, { include });
  expect(ready.configuration?.merchant?.capabilities).toMatchObject({
    card_payments: { status: 'active' },
    stripe_balance: { payouts: { status: 'active' } },
  });
  expect(ready.requirements?.entries).toEqual([]);
  // The first version sees the same account.
  expect(await bed.stripe.accounts.retrieve(made.id)).toMatchObject({ charges_enabled: true, country: 'GB' });
});

it('42: what Stripe looks at waits for Stripe, and what it refused says why', async () => {
  const { id } = await makeAccount();
  await bed.admin('POST', `/accounts/${id}/standing`, { details: true, bank: true, identity: 'pending' });
  const pending = await bed.stripe.v2.core.accounts.retrieve(id, { include });
  expect(pending.configuration?.merchant?.capabilities?.card_payments?.status).toBe('pending');
  expect(pending.requirements?.entries?.map((entry) => entry.awaiting_action_from)).toEqual(['stripe']);
  await bed.admin('POST', `/accounts/${id}/standing`, { identity: 'failed' });
  const failed = await bed.stripe.v2.core.accounts.retrieve(id, { include });
  expect(failed.requirements?.entries?.[0]?.errors[0]?.description).toMatch(/could not be read/);
});

it('42: a second version’s link opens once', async () => {
  const { id } = await makeAccount();
  const { url } = await linkTo(id);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
  const again = await fetch(url, { redirect: 'manual' });
  expect(again.headers.get('location')).toBe(urls.refresh_url);
});

it('48: thin events come signed, without what they tell, and are read by their id', async () => {
  const destination = await bed.stripe.v2.core.eventDestinations.create({
    name: 'Accounts',
    type: 'webhook_endpoint',
    event_payload: 'thin',
    enabled_events: ['v2.core.account[configuration.merchant].capability_status_updated'],
    events_from: ['@accounts'],
    webhook_endpoint: { url: address },
    include: ['webhook_endpoint.signing_secret', 'webhook_endpoint.url'],
  });
  const secret = destination.webhook_endpoint?.signing_secret ?? '';
  expect(destination.webhook_endpoint?.url).toBe(address);
  const { id } = await makeAccount();
  await bed.admin('POST', `/accounts/${id}/standing`, { details: true, bank: true, identity: 'passed' });
  const thin = await until('a thin event', () => received.find(({ raw }) => raw.includes(id)));
  const notification = bed.stripe.parseEventNotification(thin.raw, thin.signature, secret);
  expect(notification).toMatchObject({
    type: 'v2.core.account[configuration.merchant].capability_status_updated',
    related_object: { id, type: 'v2.core.account' },
  });
  expect(thin.raw).not.toContain('updated_capability');
  const event = await bed.stripe.v2.core.events.retrieve(notification.id);
  expect(event).toMatchObject({ data: { updated_capability: 'card_payments' } });
  expect(() => bed.stripe.parseEventNotification(thin.raw, thin.signature, 'whsec_another00')).toThrow();
  // Snapshot events stay where they were.
  const { data } = await bed.stripe.events.list({ limit: 100 });
  expect(data.every(({ object }) => object === 'event')).toBe(true);
  const { data: thinOnes } = await bed.stripe.v2.core.events.list({ object_id: id });
  expect(thinOnes.map(({ type }) => type)).toContain('v2.core.account[requirements].updated');
});

const destination = (enabled_events: string[], events_from?: string[]) =>
  bed.stripe.v2.core.eventDestinations.create({
    ...{ name: 'Purser', type: 'webhook_endpoint', event_payload: 'thin', webhook_endpoint: { url: address } },
    ...{ enabled_events, ...(events_from && { events_from }), include: ['webhook_endpoint.signing_secret'] },
  });

it('48: an object of the first version is told of thinly too, to whoever asked for its account, and read with that account’s context', async () => {
  const own = await destination(['v1.customer.created']);
  const managed = await destination(['v1.customer.created', 'v2.core.account.created'], ['@accounts']);
  expect([own.events_from, managed.events_from]).toEqual([['@self'], ['@accounts']]);
  const secretOf = (one: typeof own) => one.webhook_endpoint?.signing_secret ?? '';
  await bed.admin('POST', '/accounts', { id: 'acct_thinly1' });
  const here = await bed.stripe.customers.create({ name: 'Ada' });
  const there = await bed.stripe.customers.create({ name: 'Bob' }, { stripeAccount: 'acct_thinly1' });
  for (const [{ id }, to, other, context] of [
    [here, own, managed, undefined],
    [there, managed, own, 'acct_thinly1'],
  ] as const) {
    const { raw, signature } = await until('its thin event', () => received.find((one) => one.raw.includes(id)));
    const note = bed.stripe.parseEventNotification(raw, signature, secretOf(to));
    expect(() => bed.stripe.parseEventNotification(raw, signature, secretOf(other))).toThrow();
    expect(note).toMatchObject({ type: 'v1.customer.created', related_object: { id, url: `/v1/customers/${id}` } });
    expect(note.context?.toString()).toBe(context);
    expect(await note.fetchEvent()).toMatchObject({ id: note.id, type: 'v1.customer.created' });
    expect('fetchRelatedObject' in note && (await note.fetchRelatedObject())).toMatchObject({ object: 'customer' });
    expect(received.filter((one) => one.raw.includes(id))).toHaveLength(1);
  }
  // The snapshots of the same are listed apart.
  const { data } = await bed.stripe.events.list({ type: 'customer.created' });
  expect(data.map(({ object }) => object)).toEqual(['event']);
  for (const { id } of [own, managed]) await bed.stripe.v2.core.eventDestinations.del(id);
});

it('48: destinations are listed page by page, and each says what it was asked to show', async () => {
  const made = [await destination(['*']), await destination(['*']), await destination(['*'])].map(({ id }) => id);
  const found: { id: string; webhook_endpoint?: { url?: string } }[] = [];
  const listing = bed.stripe.v2.core.eventDestinations.list({ limit: 2, include: ['webhook_endpoint.url'] });
  for await (const one of listing) found.push(one);
  expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(made));
  expect(found.every(({ webhook_endpoint }) => webhook_endpoint?.url === address)).toBe(true);
  for (const id of made) await bed.stripe.v2.core.eventDestinations.del(id);
});

it('48: a destination is listed among its own, can be switched off and on, and is removed', async () => {
  const made = await bed.stripe.v2.core.eventDestinations.create({
    name: 'Off and on',
    type: 'webhook_endpoint',
    event_payload: 'thin',
    enabled_events: ['*'],
    webhook_endpoint: { url: address },
  });
  expect(made.webhook_endpoint).toEqual({});
  expect((await bed.stripe.v2.core.eventDestinations.disable(made.id)).status).toBe('disabled');
  expect((await bed.stripe.v2.core.eventDestinations.enable(made.id)).status).toBe('enabled');
  const { data } = await bed.stripe.v2.core.eventDestinations.list();
  expect(data.map(({ id }) => id)).toContain(made.id);
  expect((await bed.stripe.webhookEndpoints.list()).data.map(({ id }) => id)).not.toContain(made.id);
  await bed.stripe.v2.core.eventDestinations.del(made.id);
  await expect(bed.stripe.v2.core.eventDestinations.retrieve(made.id)).rejects.toBeInstanceOf(
    Stripe.errors.StripeInvalidRequestError,
  );
});

it('42: a parameter that is not played is refused by name, and what is no JSON too', async () => {
  await expect(bed.stripe.v2.core.accounts.create({ contact_phone: '+44' })).rejects.toThrow(/contact_phone/);
  const answer = await bed.call('POST', '/v2/core/accounts', { body: 'nonsense' });
  expect(answer.status).toBe(400);
});
