import { payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postSigned, strangeEvent } from './posting.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 2, name: 'test' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

let made = 0;
/** Keys of an account of its own at the sandbox. */
async function someKeys(kind: 'sk' | 'rk' = 'sk') {
  made += 1;
  const unique = `${process.pid}x${made}x${Date.now()}`;
  const keys = { secretKey: `${kind}_test_setup${unique}`, publishableKey: `pk_test_setup${unique}` };
  await town.admin('POST', '/accounts', { secret_key: keys.secretKey, publishable_key: keys.publishableKey });
  return keys;
}
const { command, query } = {
  command: ((...args: Parameters<Town['platform']['client']['command']>) =>
    town.platform.client.command(...args)) as Town['platform']['client']['command'],
  query: ((...args: Parameters<Town['platform']['client']['query']>) =>
    town.platform.client.query(...args)) as Town['platform']['client']['query'],
};

const stripeOf = (key: string) =>
  new Stripe(key, {
    ...{ host: '127.0.0.1', port: town.sandbox.port, protocol: 'http' },
    ...{ maxNetworkRetries: 0, telemetry: false },
  });
const setupOf = async (tenant: Tenant, mode: 'test' | 'live' = 'test') => {
  const setup = await query(payments.getStripeSetup, {}, tenant.staff);
  const found = setup.modes.find((each) => each.mode === mode);
  if (!found) throw new Error('both modes are told of');
  return { ...found, inUse: setup.inUse };
};
const verdict = (verdicts: readonly { item: string; verdict: string }[], item: string) =>
  verdicts.find((each) => each.item === item)?.verdict;

/** A tenant that set up everything by the page: keys, and an endpoint that the program made. */
async function setUp() {
  const tenant = await town.tenant();
  await behind.sql`delete from payments.stripe_endpoints where tenant_id = ${tenant.id}`;
  await behind.sql`delete from payments.webhook_endpoints where tenant_id = ${tenant.id}`;
  await behind.sql`delete from payments.stripe_accounts where tenant_id = ${tenant.id}`;
  const keys = await someKeys();
  await command(payments.setStripeKeys, { mode: 'test', ...keys }, tenant.staff);
  const endpointId = newId();
  await command(payments.makeStripeEndpoint, { endpointId, mode: 'test', kind: 'own' }, tenant.staff);
  await town.platform.quiet();
  return { ...tenant, keys, endpointId, stripe: stripeOf(keys.secretKey) };
}

/** As if the same keys had been set for live mode: at a sandbox, no live key is ever taken. */
async function withLiveKeys(tenant: Tenant, verdicts: object[]) {
  await behind.sql`
    insert into payments.stripe_accounts (tenant_id, mode, account, publishable_key, secret_key, secret_hint, restricted, in_use, updated_at,
      checked_at, verdicts)
    select tenant_id, 'live', account, publishable_key, secret_key, secret_hint, restricted, false, updated_at, updated_at,
      ${JSON.stringify(verdicts)}::text::jsonb
    from payments.stripe_accounts where tenant_id = ${tenant.id} and mode = 'test'`;
}

test('keys are tried before they are kept; told of them is what everybody may know', async () => {
  const tenant = await setUp();
  // The look that follows by itself.
  const { keys, inUse } = await until('what was set is looked at', async () => {
    const setup = await setupOf(tenant);
    return setup.verdicts.length > 3 && setup;
  });
  const { secretKey, publishableKey } = tenant.keys;
  expect(inUse).toEqual({ mode: 'test', account: 'own' });
  expect(keys).toMatchObject({ publishableKey, secretHint: secretKey.slice(-4), restricted: false });
  expect(keys?.accountId).toMatch(/^acct_/);
  expect(JSON.stringify(await query(payments.getStripeSetup, {}, tenant.staff))).not.toContain(secretKey);
});

test.each([
  [
    'a key that Stripe does not know',
    () => ({ secretKey: 'sk_test_nobodyknows00', publishableKey: 'pk_test_nobodyknows00' }),
    'key_refused',
  ],
  [
    'a key of the other mode',
    () => ({ secretKey: 'sk_live_notatestkey00', publishableKey: 'pk_test_journeys000001' }),
    'wrong_mode',
  ],
])('%s is refused by name, and what was there stays', async (_name, keys, code) => {
  const tenant = await setUp();
  const refused = command(payments.setStripeKeys, { mode: 'test', ...keys() }, tenant.staff);
  await expect(refused).rejects.toMatchObject({ errors: [{ path: 'secretKey', code }] });
  expect((await setupOf(tenant)).keys?.secretHint).toBe(tenant.keys.secretKey.slice(-4));
});

test('no live key is shown to a sandbox', async () => {
  const tenant = await town.tenant();
  const live = { mode: 'live' as const, secretKey: 'sk_live_realmoney00001', publishableKey: 'pk_live_realmoney00001' };
  await expect(command(payments.setStripeKeys, live, tenant.staff)).rejects.toMatchObject({
    errors: [{ code: 'live_key_at_sandbox' }, { code: 'live_key_at_sandbox' }],
  });
  const whole = { ...live, endpointId: newId(), webhookSecrets: ['whsec_live0000001'] };
  await expect(command(payments.configureStripe, whole, tenant.staff)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('keys of another account are refused once something was begun at the first', async () => {
  const tenant = await setUp();
  const next = await someKeys();
  await command(payments.setStripeKeys, { mode: 'test', ...next }, tenant.staff);
  await command(payments.setStripeKeys, { mode: 'test', ...tenant.keys }, tenant.staff);
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await command(payments.preparePayment, { invoiceId }, customer);
  await expect(command(payments.setStripeKeys, { mode: 'test', ...next }, tenant.staff)).rejects.toMatchObject({
    errors: [{ code: 'other_account' }],
  });
});

test('a look tells of each thing: all right, and what is wrong by name', async () => {
  const tenant = await setUp();
  const check = async () => (await command(payments.checkStripe, { mode: 'test' }, tenant.staff)).verdicts;
  const good = await check();
  expect(good.filter((each) => each.verdict !== 'ok')).toEqual([]);
  expect(good.map(({ item }) => item).sort()).toEqual(
    ['secretKey', 'publishableKey', 'charges', 'endpoint', 'events', 'apiVersion', 'clock'].sort(),
  );
  // The look itself causes an event, which says that Stripe reaches us.
  await until('an event has arrived', async () => verdict((await setupOf(tenant)).verdicts, 'lastEvent') === 'ok');
  const [endpoint] = (await tenant.stripe.webhookEndpoints.list()).data;
  await tenant.stripe.webhookEndpoints.update(endpoint?.id ?? '', { enabled_events: ['charge.updated'] });
  expect(verdict(await check(), 'events')).toBe('bad');
  await tenant.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: true });
  expect(verdict(await check(), 'endpoint')).toBe('bad');
  await tenant.stripe.webhookEndpoints.del(endpoint?.id ?? '');
  expect(verdict(await check(), 'endpoint')).toBe('bad');
  const { publishableKey } = await someKeys();
  await command(
    payments.setStripeKeys,
    { mode: 'test', secretKey: tenant.keys.secretKey, publishableKey },
    tenant.staff,
  );
  expect(verdict(await check(), 'publishableKey')).toBe('bad');
});

test('an endpoint that the program makes asks for what is used, in our API version, and hears of a payment', async () => {
  const tenant = await setUp();
  const [endpoint] = (await tenant.stripe.webhookEndpoints.list()).data;
  expect(endpoint).toMatchObject({ api_version: Stripe.API_VERSION, status: 'enabled' });
  expect(endpoint?.url).toBe(`${town.edge.url}/webhooks/stripe/${tenant.endpointId}`);
  expect(endpoint?.enabled_events).toContain('payment_intent.succeeded');
  expect(endpoint?.enabled_events).not.toContain('*');
  const invoiceId = await paidInvoice(tenant, tenant.stripe);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
});

async function paidInvoice(tenant: Tenant, stripe: Stripe) {
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { paymentIntentId } = await command(payments.preparePayment, { invoiceId }, customer);
  await stripe.paymentIntents.confirm(paymentIntentId, {
    payment_method: 'pm_card_visa',
    return_url: 'https://pay.example/back',
  });
  return invoiceId;
}

test('a rotated endpoint is called beside its successor until its time is over, and is then gone here and at Stripe', async () => {
  const tenant = await setUp();
  const newEndpointId = newId();
  const asked = { endpointId: tenant.endpointId, newEndpointId, keep_hours: 2 };
  await command(payments.rotateStripeEndpoint, asked, tenant.staff);
  expect((await tenant.stripe.webhookEndpoints.list()).data).toHaveLength(2);
  expect((await setupOf(tenant)).endpoints.map(({ endsAt }) => endsAt === null)).toEqual([true, false]);
  await untilInvoice(town, tenant.staff, await paidInvoice(tenant, tenant.stripe), 'paid');
  town.platform.clock.setOffset(2 * 3_600_000 + 1000);
  try {
    await until(
      'the old one is gone at Stripe',
      async () => (await tenant.stripe.webhookEndpoints.list()).data.length === 1,
    );
    await until('and here', async () => (await setupOf(tenant)).endpoints.length === 1);
    expect((await setupOf(tenant)).endpoints[0]?.endpointId).toBe(newEndpointId);
    await untilInvoice(town, tenant.staff, await paidInvoice(tenant, tenant.stripe), 'paid');
  } finally {
    town.platform.clock.setOffset(0);
  }
});

test('the last endpoint of the mode in use is not taken away; one beside another is', async () => {
  const tenant = await setUp();
  await expect(
    command(payments.endStripeEndpoint, { endpointId: tenant.endpointId }, tenant.staff),
  ).rejects.toMatchObject({
    code: 'last_endpoint',
  });
  await command(payments.makeStripeEndpoint, { endpointId: newId(), mode: 'test', kind: 'own' }, tenant.staff);
  await command(payments.endStripeEndpoint, { endpointId: tenant.endpointId }, tenant.staff);
  expect((await tenant.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  expect((await setupOf(tenant)).endpoints).toHaveLength(1);
});

test('the mode is switched only to keys that were looked at and are fit, and what was begun before is finished in its own', async () => {
  const tenant = await setUp();
  await expect(command(payments.useStripeMode, { mode: 'live' }, tenant.staff)).rejects.toMatchObject({
    code: 'no_keys',
  });
  await withLiveKeys(tenant, []);
  await expect(command(payments.useStripeMode, { mode: 'live' }, tenant.staff)).rejects.toMatchObject({
    code: 'stripe_not_fit',
  });
  const bad = [{ item: 'charges', verdict: 'bad', text: 'Stripe lets this account charge nothing yet.' }];
  await behind.sql`update payments.stripe_accounts set verdicts = ${JSON.stringify(bad)}::text::jsonb where tenant_id = ${tenant.id} and mode = 'live'`;
  await expect(command(payments.useStripeMode, { mode: 'live' }, tenant.staff)).rejects.toMatchObject({
    message: bad[0]?.text,
  });
  const fit = [{ item: 'charges', verdict: 'ok', text: 'fine' }];
  await behind.sql`update payments.stripe_accounts set verdicts = ${JSON.stringify(fit)}::text::jsonb where tenant_id = ${tenant.id} and mode = 'live'`;
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const begun = await command(payments.preparePayment, { invoiceId }, customer);
  await command(payments.useStripeMode, { mode: 'live' }, tenant.staff);
  expect((await setupOf(tenant)).inUse).toEqual({ mode: 'live', account: 'own' });
  await tenant.stripe.paymentIntents.confirm(begun.paymentIntentId, {
    payment_method: 'pm_card_visa',
    return_url: 'https://pay.example/back',
  });
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  // Nothing of the test mode's ended as a failed command while the live mode is in use: its fee is read, too.
  await until('its fee is known', async () => {
    const { payments: known } = await query(payments.listPayments, { invoiceId }, tenant.staff);
    return known[0]?.fee !== null && known[0] !== undefined;
  });
  const failed =
    await behind.sql`select handler from payments.ledger where tenant_id = ${tenant.id} and status in ('failed', 'retrying')`;
  expect(failed.count).toBe(0);
});

test("another tenant's staff find none of it, and who only reads changes nothing", async () => {
  const [tenant, other] = [await setUp(), await setUp()];
  const { endpointId } = tenant;
  const secret = 'whsec_foreign00001';
  for (const attempt of [
    () => command(payments.rotateStripeEndpoint, { endpointId, newEndpointId: newId(), keep_hours: 0 }, other.staff),
    () => command(payments.addWebhookSecret, { endpointId, secret, keep_hours: 0 }, other.staff),
    () => command(payments.endStripeEndpoint, { endpointId }, other.staff),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'endpoint_not_found' });
  const taking = { endpointId, mode: 'test' as const, kind: 'own' as const, form: 'snapshot' as const, secret };
  await expect(command(payments.addStripeEndpoint, taking, other.staff)).rejects.toMatchObject({
    code: 'endpoint_taken',
  });
  expect(await postSigned(town, endpointId, secret, strangeEvent())).toBe(401);
  const connect = { ...taking, endpointId: newId(), kind: 'connect' as const };
  await expect(command(payments.addStripeEndpoint, connect, tenant.staff)).rejects.toMatchObject({
    code: 'platform_only',
  });
  for (const role of ['readOnly', 'support', 'accountant'] as const) {
    const who = asStaff(tenant.id, role);
    for (const attempt of [
      () => command(payments.setStripeKeys, { mode: 'test', ...other.keys }, who),
      () => command(payments.useStripeMode, { mode: 'test' }, who),
      () => command(payments.endStripeEndpoint, { endpointId }, who),
    ])
      await expect(attempt()).rejects.toMatchObject({ kind: 'denied' });
  }
});

test('no secret stands in any table of any service, in clear or as its bytes', async () => {
  const tenant = await setUp();
  const secret = `whsec_rolledinthetest${newId()}`;
  await command(payments.addWebhookSecret, { endpointId: tenant.endpointId, secret, keep_hours: 1 }, tenant.staff);
  await town.platform.quiet();
  const found: string[] = [];
  const tables = await behind.sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('payments', 'gateway', 'directory', 'notifications', 'reporting', 'invoicing')`;
  expect(tables.length).toBeGreaterThan(40);
  const needles = [secret, tenant.keys.secretKey].flatMap((text) => [
    text,
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64').slice(0, 20),
  ]);
  for (const { name } of tables)
    for (const needle of needles) {
      const rows = await behind.sql.unsafe(`select 1 from ${name} t where position($1 in t::text) > 0 limit 1`, [
        needle,
      ]);
      if (rows.length > 0) found.push(`${name}: ${needle.slice(0, 12)}`);
    }
  expect(found).toEqual([]);
});
