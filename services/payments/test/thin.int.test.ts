import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { payments as contract } from '@purser/contracts';
import { connect } from '@purser/db';
import { newId, platformTenant } from '@purser/message';
import { type Listening, listen } from '@purser/service';
import { asStaff, type TestPlatform, testPlatform, until } from '@purser/testing';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../src/service.ts';

const account = 'acct_thin1';
const secrets = { own: 'whsec_thinown000', connect: 'whsec_thinconnect' };
const doors = { own: newId(), connect: newId() };
/** What Stripe was asked, and for whom. */
const asked: { path: string; context: string | undefined; account: string | undefined; key: string }[] = [];
const objects = new Map<string, object>();

let server: Server;
let platform: TestPlatform;
let edge: Listening;
const tenant = newId();
const staff = asStaff(tenant);

/** As much of Stripe as a thin event needs: the event, and its object. */
async function startStripe() {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const { authorization = '', 'stripe-context': context, 'stripe-account': of } = request.headers;
    asked.push({ path, context: context?.toString(), account: of?.toString(), key: authorization.slice(7) });
    const body = objects.get(path);
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(body ?? { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No' } }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  const env = { PURSER_PUBLIC_URL: 'https://purser.example', PURSER_STRIPE_API: await startStripe() };
  platform = await testPlatform({ services: [payments], env });
  const routes = platform.service('payments').built.routes;
  edge = await listen(routes ? [routes] : [], { ready: async () => ({}), metrics: async () => '' }, 0, '127.0.0.1');
  const keys = (name: string) => ({ secretKey: `sk_test_${name}00000`, publishableKey: `pk_test_${name}00000` });
  const base = { mode: 'test' as const, webhookSecrets: ['whsec_snapshot00'] };
  for (const [who, name] of [
    [staff, 'tenant'],
    [asStaff(platformTenant), 'platform'],
  ] as const)
    await platform.client.command(contract.configureStripe, { endpointId: newId(), ...base, ...keys(name) }, who);
  const thin = { mode: 'test' as const, form: 'thin' as const };
  const own = { endpointId: doors.own, ...thin, kind: 'own' as const, secret: secrets.own };
  await platform.client.command(contract.addStripeEndpoint, own, staff);
  const connected = { endpointId: doors.connect, ...thin, kind: 'connect' as const, secret: secrets.connect };
  await platform.client.command(contract.addStripeEndpoint, connected, asStaff(platformTenant));
  const admin = connect({ url: platform.database.adminUrl, max: 1, name: 'test' });
  await admin.sql`insert into payments.connected_accounts (mode, account, tenant_id) values ('test', ${account}, ${tenant})`;
  await admin.sql`
    insert into payments.stripe_accounts (tenant_id, mode, account, in_use, updated_at) values (${tenant}, 'test', ${account}, false, now())`;
  await admin.close();
});
afterAll(async () => {
  await edge?.close();
  await platform?.stop();
  server?.close();
});

/** Has Stripe send a thin event of an intent that nobody here asked for. */
async function send(kind: 'own' | 'connect', over: { type?: string; object?: object | null } = {}) {
  const { type = 'v1.payment_intent.succeeded', object = {} } = over;
  const id = `evt_test_${newId().replaceAll('-', '')}`;
  const intent = `pi_${newId().replaceAll('-', '')}`;
  const related_object = { id: intent, type: 'payment_intent', url: `/v1/payment_intents/${intent}` };
  const context = kind === 'connect' ? { context: account } : {};
  const created = '2026-03-01T10:00:00.000Z';
  const note = { id, object: 'v2.core.event', type, livemode: false, created, ...context, related_object };
  objects.set(`/v2/core/events/${id}`, { ...note, changes: null, data: {}, reason: null });
  const whole = { id: intent, object: 'payment_intent', status: 'succeeded', amount: 100, amount_received: 100 };
  const rest = { currency: 'gbp', metadata: {}, last_payment_error: null, latest_charge: null };
  if (object) objects.set(related_object.url, { ...whole, ...rest, ...object });
  const payload = JSON.stringify(note);
  const before = asked.length;
  const answer = await fetch(`http://127.0.0.1:${edge.port}/webhooks/stripe/${doors[kind]}`, {
    method: 'POST',
    headers: { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: secrets[kind] }) },
    body: payload,
  });
  return { id, intent, status: answer.status, askedInTheRequest: asked.length - before };
}

const read = (eventId: string) => platform.client.query(contract.getWebhookEvent, { eventId }, staff);

test('a thin event is stored before it is answered, and fetched with its object afterwards', async () => {
  const { id, intent, status, askedInTheRequest } = await send('own');
  expect([status, askedInTheRequest]).toEqual([200, 0]);
  const done = await until('it is applied', async () => {
    const event = await read(id);
    return event.status === 'unmatched' && event;
  });
  expect(done).toMatchObject({ problem: `no attempt for ${intent}`, objectId: intent, ledTo: expect.any(String) });
  const mine = asked.filter(({ path }) => path.includes(id) || path.includes(intent));
  expect(mine.map(({ path, key }) => [path, key])).toEqual([
    [`/v2/core/events/${id}`, 'sk_test_tenant00000'],
    [`/v1/payment_intents/${intent}`, 'sk_test_tenant00000'],
  ]);
});

test('one of a connected account is its tenant’s, and read by the platform’s keys in that account’s context alone', async () => {
  const { id, intent, status } = await send('connect');
  expect(status).toBe(200);
  await until('it is applied', async () => (await read(id)).status === 'unmatched');
  expect((await read(id)).account).toBe(account);
  const mine = asked.filter(({ path }) => path.includes(id) || path.includes(intent));
  expect(mine).toHaveLength(2);
  for (const each of mine)
    expect(each).toMatchObject({ context: account, account: undefined, key: 'sk_test_platform00000' });
});

test('one whose object Stripe does not know is unmatched, and one that is not used is not fetched', async () => {
  const gone = await send('own', { object: null });
  await until('it is unmatched', async () => (await read(gone.id)).status === 'unmatched');
  expect((await read(gone.id)).problem).toMatch(/Stripe does not know/);
  const unused = await send('own', { type: 'v1.product.created' });
  expect((await read(unused.id)).status).toBe('ignored');
  await platform.quiet();
  expect(asked.some(({ path }) => path.includes(unused.id))).toBe(false);
});
