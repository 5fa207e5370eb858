import { payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId, platformTenant } from '@purser/message';
import { asService, asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postSigned, strangeEvent } from './posting.ts';
import { startTown, type Tenant, type Town } from './town.ts';

const day_ms = 86_400_000;
let town: Town;
let behind: Connection;
beforeAll(async () => {
  // What waits for an account is told of at once.
  town = await startTown({ parkAlarm_ms: 1 });
  behind = connect({ url: town.platform.database.adminUrl, max: 2, name: 'test' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

type Row = {
  status: string;
  problem: string | null;
  payload: Buffer | null;
  tenant_id: string;
  account: string;
  mode: string;
};
const rowsOf = (eventId: string) =>
  behind.sql<Row[]>`
    select status, problem, payload, tenant_id, account, mode from payments.webhook_events where event_id = ${eventId} order by received_at`;
const dealtWith = (eventId: string, tenant: string) =>
  until(`${eventId} is dealt with`, async () => {
    const rows = await rowsOf(eventId);
    return rows.find((row) => row.tenant_id === tenant && row.status !== 'received');
  });
const post = (tenant: Tenant, body: object | string) => postSigned(town, tenant.endpointId, tenant.webhookSecret, body);

async function secondEndpoint(tenant: Tenant, form: 'snapshot' | 'thin' = 'snapshot') {
  const endpoint = { endpointId: newId(), secret: `whsec_second${newId()}` };
  const asked = { ...endpoint, mode: 'test' as const, kind: 'own' as const, form };
  await town.platform.client.command(payments.addStripeEndpoint, asked, tenant.staff);
  return endpoint;
}

test('several endpoints of an account have a secret each, and what comes by two of them counts once', async () => {
  const tenant = await town.tenant();
  const second = await secondEndpoint(tenant);
  const event = strangeEvent();
  expect(await post(tenant, event)).toBe(200);
  expect(await postSigned(town, second.endpointId, second.secret, event)).toBe(200);
  expect(await rowsOf(event.id)).toHaveLength(1);
  expect(await postSigned(town, second.endpointId, tenant.webhookSecret, strangeEvent())).toBe(401);
  expect(await postSigned(town, tenant.endpointId, second.secret, strangeEvent())).toBe(401);
});

test('a rolled secret counts at once, the one before as long as chosen, and then no more', async () => {
  const tenant = await town.tenant();
  expect(await post(tenant, strangeEvent())).toBe(200);
  const secret = `whsec_rolled${newId()}`;
  const asked = { endpointId: tenant.endpointId, secret, keep_hours: 1 };
  await town.platform.client.command(payments.addWebhookSecret, asked, tenant.staff);
  // Looked up anew for a good signature that is not known yet, though not twice in half a second.
  await until(
    'the new secret counts',
    async () => (await postSigned(town, tenant.endpointId, secret, strangeEvent())) === 200,
  );
  expect(await post(tenant, strangeEvent())).toBe(200);
  town.platform.clock.setOffset(61 * 60_000);
  try {
    expect(await post(tenant, strangeEvent())).toBe(401);
    expect(await postSigned(town, tenant.endpointId, secret, strangeEvent())).toBe(200);
    await until('the old secret is dropped', async () => {
      const rows = await behind.sql`select from payments.webhook_secrets where endpoint_id = ${tenant.endpointId}`;
      return rows.count === 1;
    });
  } finally {
    town.platform.clock.setOffset(0);
  }
});

test('an event of the other form is refused, and who set the endpoint up is told', async () => {
  const tenant = await town.tenant();
  const thin = await secondEndpoint(tenant, 'thin');
  const note = {
    id: 'evt_thin1',
    object: 'v2.core.event',
    type: 'v1.charge.succeeded',
    livemode: false,
    created: 'now',
  };
  expect(await post(tenant, note)).toBe(400);
  expect(await postSigned(town, thin.endpointId, thin.secret, strangeEvent())).toBe(400);
  expect(await rowsOf('evt_thin1')).toEqual([]);
  await until('it is noted at both', async () => {
    const rows = await behind.sql`
      select from payments.stripe_endpoints where tenant_id = ${tenant.id} and refused_why = 'shape'`;
    return rows.count === 2;
  });
});

test('a body of ten megabytes is refused, and the next delivery is taken', async () => {
  const tenant = await town.tenant();
  const huge = JSON.stringify(strangeEvent({ pad: 'x'.repeat(10_000_000) }));
  const answered = await post(tenant, huge).catch(() => 413);
  expect(answered).toBe(413);
  expect(await post(tenant, strangeEvent())).toBe(200);
});

test("a good signature with another tenant's account moves nothing there, and stays with whose endpoint it came to", async () => {
  const [a, b] = [await town.tenant(), await town.tenant()];
  await behind.sql`insert into payments.connected_accounts (mode, account, tenant_id) values ('test', 'acct_ofB', ${b.id})`;
  const event = strangeEvent({ account: 'acct_ofB' });
  expect(await post(a, event)).toBe(200);
  expect(await rowsOf(event.id)).toMatchObject([{ tenant_id: a.id, status: 'unmatched', account: '?acct_ofB' }]);
  await town.platform.client.command(payments.replayWebhook, { eventId: event.id }, a.staff);
  await town.platform.quiet();
  expect(await dealtWith(event.id, a.id)).toMatchObject({ status: 'unmatched' });
  expect(await rowsOf(event.id)).toHaveLength(1);
});

test('a type that nobody has decided on is kept, ignored, and said once', async () => {
  const tenant = await town.tenant();
  const events = [strangeEvent({ type: 'teleport.completed' }), strangeEvent({ type: 'teleport.completed' })];
  for (const event of events) expect(await post(tenant, event)).toBe(200);
  for (const event of events)
    expect(await dealtWith(event.id, tenant.id)).toMatchObject({
      status: 'ignored',
      problem: expect.stringMatching(/decided/),
    });
  const said = await behind.sql`select from payments.webhook_types where tenant_id = ${tenant.id}`;
  expect(said.count).toBe(1);
});

/** The platform's door for the events of connected accounts. */
async function connectEndpoint(mode: 'test' | 'live') {
  const endpoint = { endpointId: newId(), secret: `whsec_connect${newId()}` };
  const asked = { ...endpoint, mode, kind: 'connect' as const, form: 'snapshot' as const };
  await town.platform.client.command(payments.addStripeEndpoint, asked, asStaff(platformTenant));
  return (event: object) => postSigned(town, endpoint.endpointId, endpoint.secret, event);
}
const connectAccount = (account: string, tenant: string, mode: 'test' | 'live' = 'test') =>
  behind.sql`insert into payments.connected_accounts (mode, account, tenant_id) values (${mode}, ${account}, ${tenant})`;

test('what comes from an account that nobody knows waits for it, is told of, and is then its tenant’s alone', async () => {
  const tenant = await town.tenant();
  const send = await connectEndpoint('test');
  const account = `acct_${newId().replaceAll('-', '')}`;
  const events = [strangeEvent({ account }), strangeEvent({ account })];
  for (const event of events) expect(await send(event)).toBe(200);
  expect((await rowsOf(events[0]?.id ?? ''))[0]).toMatchObject({ tenant_id: platformTenant, status: 'unrouted' });
  await until('whoever runs the platform is told, once', async () => {
    const alarms = await behind.sql<{ reason: string }[]>`
      select reason from payments.alarms where tenant_id = ${platformTenant} and reason like ${`%${account}%`} and cleared_at is null`;
    return alarms.length === 1;
  });
  await connectAccount(account, tenant.id);
  for (const { id } of events) {
    expect(await dealtWith(id, tenant.id)).toMatchObject({ status: 'unmatched', account, payload: expect.anything() });
    const [kept] = (await rowsOf(id)).filter((row) => row.tenant_id === platformTenant);
    expect(kept).toMatchObject({ status: 'routed', payload: null });
  }
  const { events: listed } = await town.platform.client.query(payments.listWebhookEvents, {}, tenant.staff);
  expect(listed.map(({ eventId }) => eventId).sort()).toEqual(events.map(({ id }) => id).sort());
});

test('replayed once its account is known, an event that waited is handed on at once', async () => {
  const tenant = await town.tenant();
  const send = await connectEndpoint('test');
  const account = `acct_${newId().replaceAll('-', '')}`;
  const event = strangeEvent({ account });
  await send(event);
  await connectAccount(account, tenant.id);
  await town.platform.client.command(payments.replayWebhook, { eventId: event.id }, asStaff(platformTenant));
  expect(await dealtWith(event.id, tenant.id)).toMatchObject({ status: 'unmatched' });
  // A late repeat of it goes to the tenant too, and counts as the same.
  expect(await send(event)).toBe(200);
  expect(await rowsOf(event.id)).toHaveLength(2);
});

test('test events at the live door of connected accounts are applied in test mode or not at all', async () => {
  const [testing, living] = [await town.tenant(), await town.tenant()];
  const send = await connectEndpoint('live');
  await connectAccount('acct_testing', testing.id, 'test');
  await connectAccount('acct_living', living.id, 'live');
  const ofTesting = strangeEvent({ account: 'acct_testing' });
  const ofLiving = strangeEvent({ account: 'acct_living' });
  expect([await send(ofTesting), await send(ofLiving)]).toEqual([200, 200]);
  expect(await dealtWith(ofTesting.id, testing.id)).toMatchObject({ mode: 'test', account: 'acct_testing' });
  expect(await rowsOf(ofLiving.id)).toMatchObject([{ tenant_id: platformTenant, status: 'ignored' }]);
});

test('a live event at a test door is refused, so that Stripe shows it, and stored nowhere', async () => {
  const tenant = await town.tenant();
  const send = await connectEndpoint('test');
  const event = strangeEvent({ livemode: true, account: 'acct_any' });
  expect(await post(tenant, event)).toBe(400);
  expect(await send(event)).toBe(400);
  expect(await rowsOf(event.id)).toEqual([]);
});

const replaysOf = async (tenant: Tenant) =>
  (await town.platform.client.query(payments.listReplays, {}, tenant.staff)).replays;

test('all that a filter finds are replayed as a run that tells how far it is, and no others', async () => {
  const tenant = await town.tenant();
  const events = Array.from({ length: 450 }, () => strangeEvent());
  const charge = { id: 'ch_1', object: 'charge', payment_intent: `pi_${newId()}`, balance_transaction: 'txn_1' };
  const other = strangeEvent({ type: 'charge.updated', data: { object: charge } });
  for (const event of [...events, other]) await post(tenant, event);
  await until('all are looked at', async () => {
    const rows = await behind.sql`
      select from payments.webhook_events where tenant_id = ${tenant.id} and status = 'unmatched'`;
    return rows.count === 451;
  });
  const found = async (filter: object) =>
    (await town.platform.client.query(payments.listWebhookEvents, { ...filter, limit: 100 }, tenant.staff)).events;
  expect(await found({ type: 'charge.' })).toMatchObject([{ eventId: other.id }]);
  expect(await found({ text: other.id.slice(0, -1) })).toMatchObject([{ eventId: other.id }]);
  expect(await found({ text: 'evt%' })).toEqual([]);
  expect(await found({ endpointId: newId() })).toEqual([]);
  const replayId = newId();
  const asked = { replayId, filter: { status: 'unmatched' as const, type: 'payment_intent.' } };
  const { total } = await town.platform.client.command(payments.replayWebhooks, asked, tenant.staff);
  expect(total).toBe(450);
  let later_ms = 0;
  try {
    const done = await until('the replay is over', async () => {
      // The next portion follows after a pause.
      later_ms += 500;
      town.platform.clock.setOffset(later_ms);
      const [replay] = await replaysOf(tenant);
      return replay?.state === 'done' && replay;
    });
    expect(done).toMatchObject({ replayId, total: 450, queued: 450, applied: 450, failed: 0, waiting: 0 });
  } finally {
    town.platform.clock.setOffset(0);
  }
  const touched =
    await behind.sql`select from payments.webhook_events where tenant_id = ${tenant.id} and replay_id = ${replayId}`;
  expect(touched.count).toBe(450);
  const again = { replayId: newId(), filter: { text: 'evt_nothing' } };
  expect((await town.platform.client.command(payments.replayWebhooks, again, tenant.staff)).total).toBe(0);
}, 60_000);

test('what events held is deleted after the days that were set, never while unfinished; the id stays, and a late repeat counts for nothing', async () => {
  const tenant = await town.tenant();
  const [done, failed] = [strangeEvent(), strangeEvent()];
  for (const event of [done, failed]) await post(tenant, event);
  for (const { id } of [done, failed]) await dealtWith(id, tenant.id);
  await behind.sql`update payments.webhook_events set status = 'failed' where event_id = ${failed.id}`;
  await town.platform.client.command(payments.keepWebhooks, { days: 7 }, tenant.staff);
  await town.platform.quiet();
  expect((await rowsOf(done.id))[0]?.payload).not.toBeNull();
  town.platform.clock.setOffset(8 * day_ms);
  try {
    await until('it is emptied', async () => (await rowsOf(done.id))[0]?.payload === null);
    expect((await rowsOf(failed.id))[0]?.payload).not.toBeNull();
    expect(await post(tenant, done)).toBe(200);
    await town.platform.quiet();
    expect(await rowsOf(done.id)).toMatchObject([{ status: 'unmatched', payload: null }]);
    await expect(
      town.platform.client.command(payments.replayWebhook, { eventId: done.id }, tenant.staff),
    ).rejects.toMatchObject({ code: 'payload_gone' });
    town.platform.clock.setOffset(401 * day_ms);
    await until('the row is gone', async () => (await rowsOf(done.id)).length === 0);
    expect(await rowsOf(failed.id)).toHaveLength(1);
  } finally {
    town.platform.clock.setOffset(0);
  }
}, 60_000);

test('a payload is read by whose it is, without people for roles that may not see them, and without what opens something', async () => {
  const [tenant, other] = [await town.tenant(), await town.tenant()];
  const event = strangeEvent();
  await post(tenant, event);
  const read = (who: Parameters<typeof town.platform.client.query>[2]) =>
    town.platform.client.query(payments.getWebhookEvent, { eventId: event.id }, who);
  const full = await read(tenant.staff);
  expect(full.payload).toContain('ada@example.com');
  expect(full.payload).not.toContain('pi_secret_1');
  const veiled = await read(asStaff(tenant.id, 'readOnly'));
  expect(veiled).toMatchObject({ veiled: true });
  expect(veiled.payload).not.toMatch(/ada@example|pi_secret_1/);
  await expect(read(other.staff)).rejects.toMatchObject({ code: 'event_not_found' });
  await expect(
    town.platform.client.command(payments.replayWebhook, { eventId: event.id }, other.staff),
  ).rejects.toMatchObject({ code: 'event_not_found' });
  await expect(
    town.platform.client.command(payments.replayWebhook, { eventId: event.id }, asStaff(tenant.id, 'readOnly')),
  ).rejects.toMatchObject({ kind: 'denied' });
  await expect(
    town.platform.client.query(payments.getWebhookEvent, { eventId: event.id }, asService(tenant.id, 'invoicing')),
  ).rejects.toBeDefined();
});
