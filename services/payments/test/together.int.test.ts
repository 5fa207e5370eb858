import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { type TestPlatform, testPlatform, until } from '@purser/testing';
import type { Vault } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../src/service.ts';
import { own } from '../src/stripe/home.ts';
import { applyEvents } from '../src/webhooks/applyEvents.ts';
import type { Claimed } from '../src/webhooks/claimed.ts';

let platform: TestPlatform;
let admin: Connection;
let vault: Vault;
beforeAll(async () => {
  const withVault = {
    ...payments,
    build: (parts: Parameters<typeof payments.build>[0]) => {
      vault = parts.vault;
      return payments.build(parts);
    },
  };
  platform = await testPlatform({ services: [withVault], env: { PURSER_PUBLIC_URL: 'https://purser.example' } });
  admin = connect({ url: platform.database.adminUrl, max: 2, name: 'test' });
});
afterAll(async () => {
  await admin?.close();
  await platform?.stop();
});

/** An attempt that waits for its customer. */
async function attempt(tenant: string) {
  const [attemptId, intentId] = [newId(), `pi_${newId().replaceAll('-', '')}`];
  await admin.sql`
    insert into payments.attempts (tenant_id, attempt_id, invoice_id, customer_id, mode, status, amount, currency, payment_intent_id,
      opened_at, updated_at)
    values (${tenant}, ${attemptId}, ${newId()}, ${newId()}, 'test', 'created', 5000, 'GBP', ${intentId}, now(), now())`;
  return { attemptId, intentId };
}

type Made = { type: string; object: { id: string } & Record<string, unknown> };
const paid = ({ attemptId, intentId }: { attemptId: string; intentId: string }): Made => ({
  type: 'payment_intent.succeeded',
  object: {
    ...{ id: intentId, status: 'succeeded', amount: 5000, amount_received: 5000, currency: 'gbp' },
    ...{ latest_charge: `ch_${intentId}`, last_payment_error: null, metadata: { attempt_id: attemptId } },
  },
});
const charged = ({ intentId }: { intentId: string }): Made => ({
  type: 'charge.succeeded',
  object: { id: `ch_${intentId}`, payment_intent: intentId, balance_transaction: `txn_${intentId}` },
});
const refunded = ({ intentId }: { intentId: string }): Made => ({
  type: 'refund.created',
  object: { id: `re_${intentId}`, payment_intent: intentId },
});

/** Events as intake leaves them, due at a time when no worker looks. */
async function stored(tenant: string, made: readonly Made[]): Promise<Claimed[]> {
  const ring = await vault.ready(tenant);
  const events = made.map(({ type, object }): Claimed => {
    const eventId = `evt_${newId().replaceAll('-', '')}`;
    const payload = ring.seal('webhook.payload', eventId, JSON.stringify({ id: eventId, type, data: { object } }));
    const place = { tenant, mode: 'test' as const, account: own };
    return { ...place, eventId, status: 'received', type, form: 'snapshot', objectId: object.id, payload, attempts: 1 };
  });
  const at = new Date(Date.now() + 3_600_000);
  await admin.plainTx(async ({ sql }) => {
    for (const { eventId, type, objectId, payload } of events)
      await sql`
        insert into payments.webhook_events (tenant_id, event_id, endpoint_id, mode, type, object_id, payload, status, next_at, received_at)
        values (${tenant}, ${eventId}, ${newId()}, 'test', ${type}, ${objectId}, ${payload}, 'received', ${at.toISOString()}, now())`;
  });
  return events;
}

const standing = async (tenant: string) => {
  const rows = await admin.sql<{ event_id: string; status: string; attempts: number }[]>`
    select event_id, status, attempts from payments.webhook_events where tenant_id = ${tenant}`;
  return new Map(rows.map((row) => [row.event_id, row]));
};
const paymentsOf = async (tenant: string) => {
  const [row] = await admin.sql<{ n: number }[]>`
    select count(*)::int as n from payments.payments where tenant_id = ${tenant}`;
  return row?.n;
};
const parts = () => ({ vault, keepTidy: async () => {} });
const bus = () => platform.service('payments').bus;

test('a fee that came before its payment waits for nothing when both are in hand', async () => {
  const tenant = newId();
  const one = await attempt(tenant);
  const events = await stored(tenant, [charged(one), paid(one)]);
  expect(await applyEvents(parts(), bus(), tenant, events)).toEqual([]);
  expect([...(await standing(tenant)).values()].map(({ status }) => status)).toEqual(['processed', 'processed']);
  const asked = await admin.sql`
    select 1 from payments.outbox where tenant_id = ${tenant} and name = 'payments.recordFee'`;
  expect(asked.length).toBe(1);
});

test('what comes too soon is left as it is, and the others of its transaction count', async () => {
  const tenant = newId();
  const [one, two] = [await attempt(tenant), await attempt(tenant)];
  const [early, good] = await stored(tenant, [refunded(one), paid(two)]);
  if (!early || !good) throw new Error('two were stored');
  const left = await applyEvents(parts(), bus(), tenant, [early, good]);
  expect(left.map(({ event }) => event.eventId)).toEqual([early.eventId]);
  const stand = await standing(tenant);
  expect([stand.get(early.eventId)?.status, stand.get(good.eventId)?.status]).toEqual(['received', 'processed']);
  expect(await paymentsOf(tenant)).toBe(1);
});

test('each event leads to messages of its own, not to one story', async () => {
  const tenant = newId();
  const attempts = [await attempt(tenant), await attempt(tenant), await attempt(tenant)];
  await applyEvents(parts(), bus(), tenant, await stored(tenant, attempts.map(paid)));
  const rows = await admin.sql<{ envelope: string }[]>`
    select envelope from payments.outbox where tenant_id = ${tenant} and name = 'payments.paymentSucceeded'`;
  expect(new Set(rows.map(({ envelope }) => JSON.parse(envelope).correlation)).size).toBe(3);
});

test('one that nobody can read stands alone: the others of its batch are payments', async () => {
  const tenant = newId();
  const attempts = await Promise.all(Array.from({ length: 6 }, () => attempt(tenant)));
  const events = await stored(tenant, attempts.map(paid));
  const [bad] = events;
  await admin.sql`
    update payments.webhook_events set next_at = now(),
      payload = case when event_id = ${bad!.eventId} then ${Buffer.from('nobody sealed this')} else payload end
    where tenant_id = ${tenant}`;
  await until('the others are payments', async () => (await paymentsOf(tenant)) === 5);
  await until('the bad one was tried', async () => {
    const stand = await standing(tenant);
    return (stand.get(bad!.eventId)?.attempts ?? 0) > 0;
  });
  const stand = await standing(tenant);
  expect(events.slice(1).map(({ eventId }) => stand.get(eventId)?.status)).toEqual(Array(5).fill('processed'));
  expect(stand.get(bad!.eventId)?.status).toBe('received');
});

test('the same event in two hands at once is one payment', async () => {
  const tenant = newId();
  const attempts = await Promise.all(Array.from({ length: 8 }, () => attempt(tenant)));
  const events = await stored(tenant, attempts.map(paid));
  const backwards = [...events].reverse();
  const ends = await Promise.allSettled([
    applyEvents(parts(), bus(), tenant, events),
    applyEvents(parts(), bus(), tenant, backwards),
  ]);
  // The database may have to break a tie; whoever lost goes again, one at a time.
  if (ends.some(({ status }) => status === 'rejected'))
    for (const event of events) await applyEvents(parts(), bus(), tenant, [event]);
  expect(await paymentsOf(tenant)).toBe(8);
});
