import { randomBytes } from 'node:crypto';
import { silentLog } from '@purser/bus';
import { systemClock } from '@purser/clock';
import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { freshDatabase, testPlatform, until } from '@purser/testing';
import { masterKey, memoryKeyStore, openVault } from '@purser/vault';
import { expect, test } from 'vitest';
import { payments } from '../src/service.ts';
import { webhookWorker } from '../src/webhooks/worker.ts';

test('while events come in crowds, what has waited its time is taken up, and the rest once they are gone', async () => {
  const platform = await testPlatform({ services: [payments] });
  const database = await freshDatabase();
  const relay = connect({ url: database.url('payments', 'relay'), max: 2, name: 'test' });
  const tenant = newId();
  const store = (eventId: string, age_ms: number) => {
    const at = new Date(Date.now() - age_ms).toISOString();
    return relay.sql`
      insert into webhook_events (tenant_id, event_id, endpoint_id, mode, type, object_id, payload, status, next_at, received_at)
      values (${tenant}, ${eventId}, ${newId()}, 'test', 'payment_intent.succeeded', ${eventId}, ${Buffer.from('sealed')},
        'received', ${at}, ${at})`;
  };
  // Nobody can open these payloads: an attempt shows in the count and changes nothing else.
  const attempts = async (eventId: string) => {
    const [row] = await relay.sql<{ attempts: number }[]>`
      select attempts from webhook_events where event_id = ${eventId}`;
    return row?.attempts ?? 0;
  };
  await store('evt_waited', 60_000);
  await store('evt_fresh', 0);
  let crowded = true;
  const vault = openVault({ masters: [masterKey('m1', randomBytes(32))], store: memoryKeyStore(), now_ms: Date.now });
  const worker = webhookWorker({ relay, vault, clock: systemClock, log: silentLog, crowded: () => crowded });
  worker.start(platform.service('payments').bus);
  try {
    await until('what has waited is taken up', async () => (await attempts('evt_waited')) > 0);
    expect(await attempts('evt_fresh')).toBe(0);
    crowded = false;
    await until('the rest is taken up', async () => (await attempts('evt_fresh')) > 0);
  } finally {
    await worker.stop();
    await relay.close();
    await database.drop();
    await platform.stop();
  }
});
