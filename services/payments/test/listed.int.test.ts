import { randomBytes } from 'node:crypto';
import { silentLog } from '@purser/bus';
import { systemClock } from '@purser/clock';
import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { masterKey, memoryKeyStore, openVault } from '@purser/vault';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Intake, startIntake } from '../src/webhooks/intake.ts';
import { storeListed } from '../src/webhooks/listed.ts';
import { readEvent } from '../src/webhooks/verify.ts';

let database: TestDatabase;
let relay: ReturnType<typeof connect>;
let intake: Intake;
beforeAll(async () => {
  database = await freshDatabase();
  relay = connect({ url: database.url('payments', 'relay'), max: 2, name: 'test' });
  const vault = openVault({ masters: [masterKey('m1', randomBytes(32))], store: memoryKeyStore(), now_ms: Date.now });
  intake = startIntake({ relay, vault, clock: systemClock, log: silentLog, stored: () => {} });
});
afterAll(async () => {
  await intake?.close();
  await relay?.close();
  await database?.drop();
});

const listed = (livemode = false) =>
  ({
    ...{ id: `evt_${newId()}`, object: 'event', type: 'payment_intent.succeeded', livemode, created: 1 },
    data: { object: { id: 'pi_1', object: 'payment_intent' } },
  }) as unknown as Stripe.Event;
const to = { tenant: newId(), mode: 'test' as const, account: 'own' };
const rowsOf = (id: string) =>
  relay.sql`select via, status, endpoint_id as "endpointId" from webhook_events where event_id = ${id}`;

test('an event of Stripe’s list is stored as a delivered one, and told apart', async () => {
  const event = listed();
  expect(await storeListed(intake, to, event)).toBe('new');
  expect(await rowsOf(event.id)).toMatchObject([{ via: 'list', status: 'received', endpointId: null }]);
  expect(await storeListed(intake, to, event)).toBe('repeat');
});

test('one that was delivered before is a repeat, and changes nothing of it', async () => {
  const event = listed();
  const raw = Buffer.from(JSON.stringify(event));
  const read = readEvent(raw, 'snapshot');
  if (!read.ok) throw new Error('it is an event');
  const endpointId = newId();
  expect(await intake.store({ ...to, endpointId, aside: null }, read.event, raw)).toBe('new');
  expect(await storeListed(intake, to, event)).toBe('repeat');
  expect(await rowsOf(event.id)).toMatchObject([{ via: 'delivery', endpointId }]);
});

test('of several at once each is told for itself', async () => {
  const [known, ...fresh] = [listed(), listed(), listed()];
  await storeListed(intake, to, known as Stripe.Event);
  const all = [known, ...fresh].map((event) => storeListed(intake, to, event as Stripe.Event));
  expect(await Promise.all(all)).toEqual(['repeat', 'new', 'new']);
});

test('one of the other mode is not stored', async () => {
  const event = listed(true);
  await expect(storeListed(intake, to, event)).rejects.toMatchObject({ code: 'event_of_other_mode' });
  expect(await rowsOf(event.id)).toEqual([]);
});
