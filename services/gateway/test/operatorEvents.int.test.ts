import { createHmac } from 'node:crypto';
import { payments as contract } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId, platformTenant } from '@purser/message';
import { payments } from '@purser/payments/service';
import { type Listening, listen } from '@purser/service';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UnknownAccountModel, WebhookEventModel, WholeWebhookEventModel } from '../src/api/models/webhookEvent.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

const operatorId = newId();
const endpointId = newId();
const secret = 'whsec_operators01';
const account = 'acct_nobodys1';
const mail = 'ada@adamail.example';
const root = '/api/v1/operator';

let world: World;
let edge: Listening;
let behind: Connection;
let tenant: Tenant;
let owner: Staff;
let operator: Staff;

beforeAll(async () => {
  // Nothing here asks Stripe.
  const env = { PURSER_STRIPE_API: 'http://127.0.0.1:9', PURSER_OPERATORS: `stf_${operatorId.replaceAll('-', '')}` };
  world = await openWorld({ services: [payments], env });
  const { routes } = world.platform.service('payments').built;
  edge = await listen(routes ? [routes] : [], { ready: async () => ({}), metrics: async () => '' }, 0, '127.0.0.1');
  behind = connect({ url: world.platform.database.adminUrl, max: 1, name: 'test' });
  const platform = asService(platformTenant, 'gateway');
  const keys = { secretKey: 'sk_test_operators0001', publishableKey: 'pk_test_operators0001' };
  const own = { endpointId: newId(), mode: 'test' as const, ...keys, webhookSecrets: ['whsec_nobody00'] };
  await world.platform.client.command(contract.configureStripe, own, platform);
  const door = { mode: 'test' as const, endpointId, webhookSecrets: [secret] };
  await world.platform.client.command(contract.configureConnect, door, platform);
  tenant = await world.tenant();
  owner = await world.staff(tenant);
  const person = await world.person(await world.tenant(), 'readOnly', operatorId);
  operator = { ...person, ...(await world.signIn(person.email)) };
});
afterAll(async () => {
  await edge?.close();
  await behind?.close();
  await world?.stop();
});

/** Stripe tells the platform of a payment at a connected account. */
async function arrives(of: string | undefined = account): Promise<string> {
  const id = `evt_${newId().replaceAll('-', '')}`;
  const object = { id: `pi_${id}`, object: 'payment_intent', status: 'succeeded', receipt_email: mail };
  const type = 'payment_intent.succeeded';
  const event = { id, object: 'event', livemode: false, type, ...(of && { account: of }), data: { object } };
  const [payload, at] = [JSON.stringify({ ...event, created: 1 }), Math.floor(Date.now() / 1000)];
  const signature = createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex');
  const answer = await fetch(`http://127.0.0.1:${edge.port}/webhooks/stripe/${endpointId}`, {
    method: 'POST',
    headers: { 'stripe-signature': `t=${at},v1=${signature}` },
    body: payload,
  });
  expect(answer.status).toBe(200);
  return id;
}

const read = async (id: string) =>
  (await operator.browser.get<WholeWebhookEventModel>(`${root}/webhook-events/${id}`)).body;
const unknown = async (query = '') =>
  (await operator.browser.get<{ data: UnknownAccountModel[]; next: string | null }>(`${root}/unknown-accounts${query}`))
    .body;

test('an operator sees what waits for an account that nobody knows, since when, and what came to no account at all', async () => {
  const [first, second, ofNone] = [await arrives(), await arrives(), await arrives('')];
  const waits = await until('both are counted', async () => {
    const { data } = await unknown();
    return data.find((each) => each.account === account && each.waiting === 2);
  });
  expect(waits).toMatchObject({ mode: 'test', account, waiting: 2 });
  expect(Date.parse(waits.since)).toBeGreaterThan(0);
  const list = await operator.browser.get<{ data: WebhookEventModel[] }>(
    `${root}/webhook-events?status=unrouted&account=${account}`,
  );
  expect(list.body.data.map(({ id }) => id).sort()).toEqual([first, second].sort());
  expect(await read(ofNone)).toMatchObject({ status: 'unmatched', problem: 'it names no connected account' });
});

test('what tells of a tenant’s customers is hidden from an operator', async () => {
  const event = await read(await arrives());
  expect(event).toMatchObject({ status: 'unrouted', veiled: true, about: null, ledTo: null });
  expect(JSON.stringify(event.payload)).toContain('payment_intent');
  expect(JSON.stringify(event)).not.toContain('adamail');
});

test('unknown accounts are told of page by page', async () => {
  for (const each of ['acct_page1', 'acct_page2', 'acct_page3']) await arrives(each);
  await until('all are known as unknown', async () => (await unknown()).data.length >= 4);
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const { data, next } = await unknown(`?limit=1${after}`);
    seen.push(...data.map((each) => each.account));
    if (next === null) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  expect(seen).toEqual((await unknown()).data.map((each) => each.account));
  expect(new Set(seen).size).toBe(seen.length);
});

test('once its account is a tenant’s, a replay hands an event on to that tenant; pressed twice it is one replay', async () => {
  const of = 'acct_later1';
  const id = await arrives(of);
  await until('it waits', async () => (await unknown()).data.some((each) => each.account === of));
  expect((await owner.browser.get(`/api/v1/webhook-events/${id}`)).status).toBe(404);
  await behind.sql`insert into payments.connected_accounts (mode, account, tenant_id) values ('test', ${of}, ${tenant.id})`;
  const same = key();
  for (const _ of [1, 2])
    expect((await operator.browser.send('POST', `${root}/webhook-events/${id}/replay`, {}, same)).status).toBe(200);
  await until('it is handed on', async () => (await read(id)).status === 'routed');
  expect((await read(id)).payload).toBeNull();
  expect((await owner.browser.get<WholeWebhookEventModel>(`/api/v1/webhook-events/${id}`)).body.account).toBe(of);
  const asked = await behind.sql`
    select 1 from payments.ledger where tenant_id = ${platformTenant} and handler = 'payments.replayWebhook'`;
  expect(asked.count).toBe(1);
});

test('all that a filter finds is replayed, once for a key, and how far it came is told', async () => {
  const of = 'acct_many1';
  for (const _ of [1, 2, 3]) await arrives(of);
  const [same, filter] = [key(), { account: of }];
  const started = await operator.browser.send<{ id: string; total: number }>(
    'POST',
    `${root}/webhook-replays`,
    filter,
    same,
  );
  expect([started.status, started.body.total]).toEqual([201, 3]);
  const again = await operator.browser.send<{ id: string }>('POST', `${root}/webhook-replays`, filter, same);
  expect(again.body.id).toBe(started.body.id);
  const { body } = await operator.browser.get<{ data: { id: string; filter: object }[] }>(`${root}/webhook-replays`);
  expect(body.data).toMatchObject([{ id: started.body.id, filter }]);
});

test('nobody else is shown any of it or replays it: owners, other staff, strangers', async () => {
  const id = await arrives();
  const support = await world.staff(tenant, 'support');
  const calls = [
    ['GET', `${root}/unknown-accounts`],
    ['GET', `${root}/webhook-events`],
    ['GET', `${root}/webhook-events/${id}`],
    ['GET', `${root}/webhook-replays`],
    ['POST', `${root}/webhook-events/${id}/replay`],
    ['POST', `${root}/webhook-replays`],
  ] as const;
  for (const { browser } of [owner, support])
    for (const [method, path] of calls) {
      const answer = await browser.send<{ code: string }>(method, path, method === 'GET' ? undefined : {}, key());
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'operators_only']);
    }
  for (const [method, path] of calls)
    expect((await world.browser().send(method, path, method === 'GET' ? undefined : {})).status).toBe(401);
  expect((await owner.browser.get<{ data: unknown[] }>('/api/v1/webhook-events?status=unrouted')).body.data).toEqual(
    [],
  );
  expect((await owner.browser.get(`/api/v1/webhook-events/${id}`)).status).toBe(404);
});
