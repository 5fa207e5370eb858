import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payments as contract } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { payments } from '@purser/payments/service';
import { type Sandbox, startSandbox } from '@purser/sandbox/server';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandModel } from '../src/api/models/command.ts';
import type { AcceptedModel } from '../src/api/models/common.ts';
import type { GoLiveModel, PlatformStripeModel } from '../src/api/models/stripe.ts';
import type { ConnectedTenantModel, StripeConnectModel } from '../src/api/models/stripeConnect.ts';
import { lossyBus } from './lossy.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

const keys = { secretKey: 'sk_test_gateway000002', publishableKey: 'pk_test_gateway000002' };
const operatorId = newId();

let dir: string;
let sandbox: Sandbox;
const bus = lossyBus();
let world: World;
let tenant: Tenant;
let owner: Staff;
let operator: Staff;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-connect-'));
  sandbox = await startSandbox({ port: 0, dir, ...keys });
  const stripe = { PURSER_STRIPE_API: sandbox.url, PURSER_STRIPE_CONNECT_URL: sandbox.url };
  world = await openWorld({
    services: [payments],
    connect: bus.connect,
    env: { ...stripe, PURSER_OPERATORS: `stf_${operatorId.replaceAll('-', '')}` },
  });
  const platform = asService(platformTenant, 'gateway');
  const { client } = world.platform;
  const mode = 'test' as const;
  const own = { endpointId: newId(), mode, ...keys, webhookSecrets: ['whsec_nobody00'] };
  await client.command(contract.configureStripe, own, platform);
  const door = { mode, endpointId: newId(), webhookSecrets: ['whsec_nobody01'], oauthClient: 'ca_sandbox_platform' };
  await client.command(contract.configureConnect, door, platform);
  tenant = await world.tenant();
  owner = await world.staff(tenant);
  operator = await anOperator(await world.tenant());
});
afterAll(async () => {
  await world?.stop();
  await sandbox?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** The person whose id is set up; what they may do at a tenant makes no difference. */
async function anOperator(at: Tenant): Promise<Staff> {
  const person = await world.person(at, 'readOnly', operatorId);
  return { ...person, ...(await world.signIn(person.email)) };
}

const tenants = '/api/v1/operator/tenants';
const shownId = () => `ten_${tenant.id.replaceAll('-', '')}`;
const terms = { basisPoints: 250, fixed: [{ currency: 'GBP', amount: 20 }] };

test('an owner begins an account, and the operator, and nobody else, sets what is taken of its payments', async () => {
  const begun = await owner.browser.send<{ url: string }>('POST', '/api/v1/stripe-connect/onboarding', {
    mode: 'test',
    country: 'GB',
  });
  expect([begun.status, begun.body.url.startsWith(sandbox.url)]).toEqual([200, true]);
  const { body } = await owner.browser.get<StripeConnectModel>('/api/v1/stripe-connect');
  expect(body).toMatchObject({ connections: [{ status: 'open', charges: 'inactive' }], fee: { basisPoints: 0 } });
  expect(JSON.stringify(body)).not.toContain(keys.secretKey);

  expect(owner.session.operator).toBe(false);
  for (const refused of [
    await owner.browser.get(tenants),
    await owner.browser.send('PUT', `${tenants}/${shownId()}/application-fee`, { basisPoints: 0, fixed: [] }),
    await owner.browser.get(`${tenants}/${shownId()}/fees?month=2026-01`),
  ])
    expect(refused.status).toBe(403);

  expect(operator.session.operator).toBe(true);
  const set = await operator.browser.send('PUT', `${tenants}/${shownId()}/application-fee`, terms);
  expect([set.status, set.body]).toEqual([200, terms]);
  const list = await operator.browser.get<{ data: ConnectedTenantModel[] }>(tenants);
  expect(list.body.data).toMatchObject([{ tenantId: shownId(), name: 'Northwind IT', fee: terms }]);
  const seen = await owner.browser.get<StripeConnectModel>('/api/v1/stripe-connect');
  expect(seen.body.fee).toEqual(terms);
});

test('what is to be there before real money is taken is told of the connected account, and is true of it', async () => {
  const connected = await world.tenant();
  const { browser } = await world.staff(connected);
  const read = async () => (await browser.get<GoLiveModel>('/api/v1/stripe/go-live')).body;
  const done = ({ items }: GoLiveModel) => Object.fromEntries(items.map((item) => [item.id, item.done]));
  const at = new Date().toISOString();
  const account = 'acct_golive00000001';
  const of = { tenant_id: connected.id, mode: 'live', account };
  const connection = { ...of, connection_id: newId(), api: 'v2', created_at: at, updated_at: at };
  // With neither keys nor an account the list is of keys.
  expect(Object.keys(done(await read()))).toContain('keys');
  const inTest = {
    ...connection,
    connection_id: newId(),
    mode: 'test',
    account: 'acct_golive00000000',
    status: 'open',
  };
  await world.admin`insert into payments.connections ${world.admin({ ...inTest, charges: 'active', payouts: 'active' })}`;
  // One in test mode is none for real money.
  expect(done(await read())).toMatchObject({ connection: false, charges: false, payouts: false, use: false });
  expect((await read()).items.at(-1)?.href).toBe('/admin/settings/stripe-connect');

  const wanting = { ...connection, status: 'open', charges: 'active', payouts: 'pending', due: ['external_account'] };
  await world.admin`insert into payments.connections ${world.admin(wanting)}`;
  expect(done(await read())).toMatchObject({ connection: true, charges: true, payouts: false, due: false, use: false });
  await world.admin`update payments.connections set payouts = 'active', due = '{}' where account = ${account}`;
  const inUse = { ...of, in_use: true, updated_at: at };
  await world.admin`insert into payments.stripe_accounts ${world.admin(inUse)}`;
  const all = { connection: true, charges: true, payouts: true, due: true, use: true };
  expect(done(await read())).toMatchObject(all);

  await world.admin`update payments.stripe_accounts set stopped = 'disconnected' where account = ${account}`;
  await world.admin`update payments.connections set status = 'disconnected' where account = ${account}`;
  const shutOut = await read();
  expect([shutOut.ready, done(shutOut).connection]).toEqual([false, false]);
});

test.each([
  [{ basisPoints: 10_001, fixed: [] }],
  [{ basisPoints: -1, fixed: [] }],
  [{ basisPoints: 2.5, fixed: [] }],
  [{ basisPoints: 0, fixed: [{ currency: 'GBP', amount: -1 }] }],
])('a fee that is none is refused: %j', async (wrong) => {
  const reply = await operator.browser.send('PUT', `${tenants}/${shownId()}/application-fee`, wrong);
  expect(reply.status).toBe(400);
});

test('an operator finds only tenants with a connected account', async () => {
  const other = await world.tenant();
  const path = `${tenants}/ten_${other.id.replaceAll('-', '')}/application-fee`;
  expect((await operator.browser.send('PUT', path, terms)).status).toBe(404);
});

test('a month’s statement is read and downloaded by the tenant, and in sums by the operator', async () => {
  const own = await owner.browser.get('/api/v1/stripe-connect/fees?month=2026-01');
  expect([own.status, own.body]).toEqual([200, { month: '2026-01', data: [], totals: [] }]);
  const csv = await owner.browser.get('/api/v1/stripe-connect/fees/csv?month=2026-01');
  expect(csv.status).toBe(200);
  const sums = await operator.browser.get(`${tenants}/${shownId()}/fees?month=2026-01`);
  expect([sums.status, sums.body]).toEqual([200, { month: '2026-01', totals: [] }]);
  expect((await owner.browser.get('/api/v1/stripe-connect/fees?month=2026-13')).status).toBe(400);
});

test('whoever comes back from Stripe with a state that is not theirs connects nothing', async () => {
  const reply = await owner.browser.get('/connect/stripe/callback?state=nobodys&code=ac_1');
  expect(reply.status).toBe(303);
  const { body } = await owner.browser.get<StripeConnectModel>('/api/v1/stripe-connect');
  expect(body.connections).toHaveLength(1);
});

test('a destination of thin events is made by the operator for connected accounts, by an owner for their own; one key makes one', async () => {
  const platform = '/api/v1/operator/stripe';
  const own = await owner.browser.send('PUT', '/api/v1/stripe/test/keys', keys);
  expect(own.status).toBe(200);
  for (const [browser, path, kind, status] of [
    [operator.browser, platform, 'connect', 200],
    [owner.browser, '/api/v1/stripe', 'own', 201],
  ] as const) {
    expect((await browser.send('POST', `${path}/test/endpoints`, {})).status).toBe(status);
    const [made, same] = [{ form: 'thin' }, key()];
    const first = await browser.send<{ id: string }>('POST', `${path}/test/endpoints`, made, same);
    const again = await browser.send<{ id: string }>('POST', `${path}/test/endpoints`, made, same);
    expect([first.status, again.status, again.body.id]).toEqual([status, status, first.body.id]);
    const thin = async () => {
      const { modes } = (await browser.get<PlatformStripeModel>(path)).body;
      return modes.flatMap(({ endpoints }) => endpoints).filter(({ form }) => form === 'thin');
    };
    expect(await thin()).toMatchObject([{ id: first.body.id, kind, ours: true, endsAt: null }]);
    const rotated = [key(), { keep_hours: 1 }] as const;
    for (const _ of [1, 2]) {
      const reply = await browser.send('POST', `${path}/endpoints/${first.body.id}/rotate`, rotated[1], rotated[0]);
      expect(reply.status).toBe(200);
    }
    expect((await thin()).map(({ endsAt }) => endsAt === null)).toEqual([true, false]);
    for (const { id } of await thin())
      expect((await browser.send('DELETE', `${path}/endpoints/${id}`)).status).toBe(204);
  }
  const headers = { authorization: `Bearer ${keys.secretKey}` };
  const left = await fetch(`${sandbox.url}/v2/core/event_destinations`, { headers });
  expect(await left.json()).toMatchObject({ data: [] });
});

test('an operator sets the platform’s own keys, its terms and where Stripe calls it; nobody else reads or changes them, and no secret comes back', async () => {
  const platform = '/api/v1/operator/stripe';
  const { browser } = operator;
  const asked = [
    ['PUT', `${platform}/test/keys`, keys],
    ['PUT', `${platform}/test/terms`, { onboarding: 'standard' }],
    ['POST', `${platform}/test/check`, undefined],
    ['POST', `${platform}/test/endpoints`, undefined],
  ] as const;
  expect((await owner.browser.get(platform)).status).toBe(403);
  for (const [method, path, body] of asked) expect((await owner.browser.send(method, path, body)).status).toBe(403);

  for (const [method, path, body] of asked)
    expect([path, (await browser.send(method, path, body)).status]).toEqual([path, 200]);
  const { body } = await browser.get<PlatformStripeModel>(platform);
  expect(body.offers).toEqual([{ mode: 'test', existing: true, onboarding: 'standard' }]);
  const [test] = body.modes;
  expect(test?.keys).toMatchObject({ publishableKey: keys.publishableKey, secretHint: '0002' });
  const made = test?.endpoints.find(({ ours }) => ours);
  expect(made).toMatchObject({ kind: 'connect', form: 'snapshot' });
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`${keys.secretKey}|whsec_`));

  expect((await owner.browser.send('DELETE', `${platform}/endpoints/${made?.id}`)).status).toBe(403);
  expect((await browser.send('DELETE', `${platform}/endpoints/${made?.id}`)).status).toBe(204);
  const wrong = await browser.send('PUT', `${platform}/test/keys`, { ...keys, secretKey: 'sk_test_nobodys00000' });
  expect(wrong.status).toBe(400);
  // What is the platform's is none of the tenant's at which the operator works.
  expect(
    (await browser.get<{ modes: { keys: unknown }[] }>('/api/v1/stripe')).body.modes.map((mode) => mode.keys),
  ).toEqual([null, null]);
});

test('a link on another site has no account made: the way back from Stripe goes on with what was begun, and begins nothing', async () => {
  const elsewhere = await world.tenant();
  const { browser } = await world.staff(elsewhere);
  const follow = async () =>
    (await browser.raw('/connect/stripe/refresh?mode=test&country=FR')).headers.get('location');
  const list = async () => (await browser.get<StripeConnectModel>('/api/v1/stripe-connect')).body.connections;
  expect(await follow()).toBe('/admin/settings/stripe-connect?problem=link_unknown');
  expect(await list()).toEqual([]);
  await browser.send('POST', '/api/v1/stripe-connect/onboarding', { mode: 'test', country: 'GB' });
  expect(await follow()).toMatch(new RegExp(`^${sandbox.url}/`));
  expect(await list()).toHaveLength(1);
});

const endpoints = '/api/v1/operator/stripe/test/endpoints';
const ours = async () => {
  const { body } = await operator.browser.get<PlatformStripeModel>('/api/v1/operator/stripe');
  return body.modes.flatMap((mode) => mode.endpoints.filter((each) => each.ours)).map(({ id }) => id);
};

test('a double click makes one endpoint', async () => {
  const before = await ours();
  const again = key();
  const make = () => operator.browser.send<{ id: string }>('POST', endpoints, undefined, again);
  const clicks = await Promise.all([make(), make()]);
  // Whoever comes while it is being made is asked to come again.
  expect(clicks.map(({ status }) => (status === 409 ? 200 : status))).toEqual([200, 200]);
  const last = await make();
  expect([last.status, last.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  expect(await ours()).toEqual(expect.arrayContaining([...before, last.body.id]));
  expect(await ours()).toHaveLength(before.length + 1);
  const other = await operator.browser.send('PUT', '/api/v1/operator/stripe/test/terms', { onboarding: 'v2' }, again);
  expect(other.status).toBe(200);
});

test('what nobody answers is done later, once; the operator who asked for it, and nobody else, is told of it', async () => {
  const before = await ours();
  const again = key();
  const make = () => operator.browser.send<AcceptedModel>('POST', endpoints, undefined, again);
  const answer = await bus.losing('payments.makeStripeEndpoint', 'before', make);
  const { location, commandId } = answer.body;
  expect([answer.status, answer.headers.get('location')]).toEqual([202, location]);
  expect(location).toContain('/api/v1/operator/tenants/ten_');
  const look = () => operator.browser.get<CommandModel>(location);
  await until('it is done', async () => (await look()).body.status === 'done');
  const { body } = await look();
  expect(body).toMatchObject({ id: commandId, service: 'payments', problem: null });
  // What it holds is not told.
  expect([body.payload, body.result]).toEqual([undefined, undefined]);
  expect((await make()).status).toBe(200);
  expect(await ours()).toHaveLength(before.length + 1);
  expect((await owner.browser.get(location)).status).toBe(403);
  expect((await operator.browser.get(`/api/v1/commands/${commandId}`)).status).toBe(404);
});

test('of a tenant’s commands an operator is told of their own alone', async () => {
  const body = { basisPoints: 300, fixed: [] };
  const path = `${tenants}/${shownId()}/application-fee`;
  const answer = await bus.losing('payments.setApplicationFee', 'after', () =>
    operator.browser.send<AcceptedModel>('PUT', path, body, key()),
  );
  expect(answer.status).toBe(202);
  await until('it is done', async () => {
    const { body: now } = await operator.browser.get<CommandModel>(answer.body.location);
    return now.status === 'done';
  });
  const seen = await owner.browser.get<StripeConnectModel>('/api/v1/stripe-connect');
  expect(seen.body.fee).toEqual(body);
  const made = await world.customer(owner, 'Ada Ltd');
  expect(made.id).toBeDefined();
  const { body: list } = await owner.browser.get<{ data: { id: string }[] }>('/api/v1/commands?service=directory');
  const [theirs] = list.data;
  const at = `${tenants}/${shownId()}/commands/${theirs?.id}`;
  expect((await owner.browser.get(`/api/v1/commands/${theirs?.id}`)).status).toBe(200);
  expect((await operator.browser.get(at)).status).toBe(404);
});
