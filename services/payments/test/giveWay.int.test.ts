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
  const platform = await testPlatform({ services: [payments], env: { PURSER_PUBLIC_URL: 'https://purser.example' } });
  const database = await freshDatabase();
  const relay = connect({ url: database.url('payments', 'relay'), max: 2, name: 'test' });
  const tenant = newId();
  // It stands still: what is fresh stays so, however busy the machine is.
  const now = systemClock.machine();
  const clock = { ...systemClock, machine: () => now };
  const store = (eventId: string, age_ms: number) => {
    const at = new Date(now.getTime() - age_ms).toISOString();
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
  const accounts = { tenantOf: async () => undefined };
  const worker = webhookWorker({ accounts, relay, vault, clock, log: silentLog, crowded: () => crowded });
  worker.start(platform.service('payments').bus);
  try {
    await until('what has waited is taken up', async () => (await attempts('evt_waited')) > 0);
    expect(await attempts('evt_fresh')).toBe(0);
    crowded = false;
    await until('the rest is taken up', async () => (await attempts('evt_fresh')) > 0);
    // As soon as the crowd is gone, and not at the next look by the clock, which comes each second.
    let waited_ms = 0;
    for (let i = 0; i < 5; i += 1) {
      crowded = true;
      worker.wake();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await store(`evt_later${i}`, 0);
      crowded = false;
      const begun = performance.now();
      await until('it is taken up', async () => (await attempts(`evt_later${i}`)) > 0);
      waited_ms += performance.now() - begun;
    }
    expect(waited_ms).toBeLessThan(2500);
  } finally {
    await worker.stop();
    await relay.close();
    await database.drop();
    await platform.stop();
  }
});
