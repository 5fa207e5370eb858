import type { Bus, Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { Vault } from '@purser/vault';
import { applyEvent } from './applyEvent.ts';
import type { Claimed } from './claimed.ts';

type Parts = {
  relay: Connection;
  vault: Vault;
  clock: Clock;
  log: Log;
  /** Whether events come in crowds just now: storing them comes first, for a time. */
  crowded(): boolean;
};

export type WebhookWorker = {
  /** There may be something to do. */
  wake(): void;
  start(bus: Bus): void;
  stop(): Promise<void>;
};

const claimMost = 128;
const objectsAtOnce = 8;
const lease_ms = 30_000;
const poll_ms = 1000;
const attemptsMost = 10;
/**
 * While events come in crowds, only those are applied that have waited this long: Stripe, which waits for its answers, goes
 * first, and what a burst brought is applied right after it. The wait is bounded, as somebody may be looking at an invoice.
 */
const giveWay_ms = 3000;
/** How often to look for those, and whether the crowd is gone. */
const look_ms = 100;

/**
 * Applies stored events: claimed in batches from PostgreSQL, in parallel across objects, one at a time within an object.
 * A claim is a lease in the row: what a dead process had claimed comes up again by itself.
 */
export function webhookWorker(parts: Parts): WebhookWorker {
  let bus: Bus | undefined;
  let stopping = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const drainOnce = async (on: Bus) => {
    for (let more = true; more && !stopping; ) {
      const claimed = await claim(parts, parts.crowded() ? giveWay_ms : 0);
      const objects = [...Map.groupBy(claimed, (event) => `${event.tenant} ${event.objectId}`).values()];
      const next = async () => {
        for (let group = objects.pop(); group; group = objects.pop())
          for (const event of group) await applyOne(parts, on, event);
      };
      await Promise.all(Array.from({ length: objectsAtOnce }, next));
      more = claimed.length === claimMost;
    }
  };
  const wake = () => {
    if (stopping || !bus) return;
    again = true;
    const on = bus;
    running ??= (async () => {
      while (again && !stopping) {
        again = false;
        await drainOnce(on).catch((error) => parts.log.warn({ error: String(error) }, 'events could not be claimed'));
        if (parts.crowded()) await new Promise((resolve) => setTimeout(resolve, look_ms));
      }
      running = undefined;
    })();
  };
  return {
    wake,
    start: (on) => {
      bus = on;
      timer = setInterval(wake, poll_ms);
      wake();
    },
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}

type Row = { tenant_id: string; event_id: string; type: string; object_id: string; payload: Buffer; attempts: number };

/** Takes what is due, and has been for `waited_ms`, under a lease. */
async function claim({ relay, clock }: Parts, waited_ms: number): Promise<Claimed[]> {
  const now = clock.machine();
  const due = new Date(now.getTime() - waited_ms);
  const rows = await relay.sql<Row[]>`
    with due as (
      select tenant_id, event_id from webhook_events where next_at <= ${due.toISOString()}
      order by next_at limit ${claimMost} for update skip locked)
    update webhook_events e set next_at = ${new Date(now.getTime() + lease_ms).toISOString()}, attempts = attempts + 1
    from due where e.tenant_id = due.tenant_id and e.event_id = due.event_id
    returning e.tenant_id, e.event_id, e.type, e.object_id, e.payload, e.attempts`;
  return rows.map((row) => ({
    tenant: row.tenant_id,
    eventId: row.event_id,
    type: row.type,
    objectId: row.object_id,
    payload: row.payload,
    attempts: row.attempts,
  }));
}

async function applyOne(parts: Parts, bus: Bus, event: Claimed): Promise<void> {
  try {
    await applyEvent(parts.vault, bus, event);
  } catch (error) {
    await setBack(parts, event, error).catch(() => {});
  }
}

/**
 * It will be tried again, later each time, and in the end be shown as failed; unless it was applied after all, and only the
 * word of its commit was lost.
 */
async function setBack({ relay, clock, log }: Parts, event: Claimed, error: unknown): Promise<void> {
  const problem = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
  const failed = event.attempts >= attemptsMost;
  const next = failed
    ? null
    : new Date(clock.machine().getTime() + Math.min(300_000, 500 * 2 ** event.attempts)).toISOString();
  const facts = { event: event.eventId, type: event.type, tenant: event.tenant, problem };
  if (failed) log.error({ ...facts, alarm: 'webhook_failed' }, 'an event could not be applied');
  else log.warn(facts, 'an event will be tried again');
  await relay.sql`update webhook_events set status = ${failed ? 'failed' : 'received'}, next_at = ${next}, problem = ${problem}
    where tenant_id = ${event.tenant} and event_id = ${event.eventId} and next_at is not null`;
}
