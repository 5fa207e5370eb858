import type { Bus, Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { Vault } from '@purser/vault';
import type { StripeAccounts } from '../stripe/accounts.ts';
import type { Home } from '../stripe/home.ts';
import { applyEvents } from './applyEvents.ts';
import type { Claimed } from './claimed.ts';
import { tidyKeeper } from './keepTidy.ts';
import { routeEvent } from './routeEvent.ts';

type Parts = {
  accounts: Pick<StripeAccounts, 'tenantOf'>;
  relay: Connection;
  vault: Vault;
  clock: Clock;
  log: Log;
  /** Whether events come in crowds just now: storing them comes first, for a time. */
  crowded(): boolean;
};

type Working = Parts & { keepTidy: ReturnType<typeof tidyKeeper> };

export type WebhookWorker = {
  /** There may be something to do. */
  wake(): void;
  start(bus: Bus): void;
  stop(): Promise<void>;
};

const claimMost = 128;
/** Transactions at once, and events in one at most: whoever looks at an invoice meanwhile waits for one of them. */
const atOnce = 8;
const together = 64;
const lease_ms = 30_000;
const poll_ms = 1000;
const attemptsMost = 10;
/** Of an event that is replayed again and again, the last tries are kept. */
const triesMost = 30;
/**
 * While events come in crowds, only those are applied that have waited this long: Stripe, which waits for its answers, goes
 * first, and what a burst brought is applied right after it. The wait is bounded, as somebody may be looking at an invoice.
 */
const giveWay_ms = 3000;
/** How often to look for those, and whether the crowd is gone. */
const look_ms = 100;

/**
 * Applies stored events: claimed in batches from PostgreSQL, some of a tenant in one transaction, one at a time within an object.
 * A claim is a lease in the row: what a dead process had claimed comes up again by itself.
 */
export function webhookWorker(given: Parts): WebhookWorker {
  const parts = { ...given, keepTidy: tidyKeeper() };
  let bus: Bus | undefined;
  let stopping = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const drainOnce = async (on: Bus) => {
    for (let more = true; more && !stopping; ) {
      const claimed = await claim(parts, parts.crowded() ? giveWay_ms : 0);
      const batches = batchesOf(claimed);
      const next = async () => {
        for (let batch = batches.pop(); batch; batch = batches.pop()) await applyBatch(parts, on, batch);
      };
      await Promise.all(Array.from({ length: atOnce }, next));
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
        if (!parts.crowded()) continue;
        // What was left lying for the crowd is taken up as soon as it is gone, and not at the next look by the clock.
        again = true;
        await new Promise((resolve) => setTimeout(resolve, look_ms));
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

type Row = Home & {
  status: Claimed['status'];
  tenant_id: string;
  event_id: string;
  type: string;
  form: Claimed['form'];
  object_id: string;
  payload: Buffer;
  attempts: number;
};

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
    returning e.tenant_id, e.event_id, e.status, e.mode, e.account, e.type, e.form, e.object_id, e.payload, e.attempts`;
  return rows.map((row) => ({
    tenant: row.tenant_id,
    eventId: row.event_id,
    status: row.status,
    mode: row.mode,
    account: row.account,
    type: row.type,
    form: row.form,
    objectId: row.object_id,
    payload: row.payload,
    attempts: row.attempts,
  }));
}

/** Of one tenant each, and all of an object in one of them. What waits for its account stands alone. */
function batchesOf(claimed: readonly Claimed[]): Claimed[][] {
  const batches: Claimed[][] = [];
  for (const events of Map.groupBy(claimed, ({ tenant, status }) => `${tenant} ${status}`).values()) {
    let open: Claimed[] = [];
    const isRouted = events[0]?.status !== 'unrouted';
    const room = isRouted ? together : 1;
    for (const ofObject of Map.groupBy(events, ({ objectId, eventId }) => (isRouted ? objectId : eventId)).values()) {
      if (open.length === 0 || open.length + ofObject.length > room) {
        open = [];
        batches.push(open);
      }
      open.push(...ofObject);
    }
  }
  return batches;
}

/** Whatever goes wrong with a batch is found out one event at a time, so that a bad one stands alone. */
async function applyBatch(parts: Working, bus: Bus, batch: readonly Claimed[]): Promise<void> {
  const [first] = batch;
  if (!first) return;
  try {
    if (first.status === 'unrouted') return await routeEvent(parts, bus, first);
    const left = await applyEvents(parts, bus, first.tenant, batch);
    for (const { event, error } of left) await setBack(parts, event, error).catch(() => {});
  } catch (error) {
    if (batch.length === 1) await setBack(parts, first, error).catch(() => {});
    else for (const event of batch) await applyBatch(parts, bus, [event]);
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
  await relay.sql`update webhook_events set status = ${failed ? 'failed' : event.status}, next_at = ${next}, problem = ${problem}, done_at = null,
      tries = (case when jsonb_array_length(tries) < ${triesMost} then tries else tries - 0 end)
        || jsonb_build_object('at', ${clock.machine().toISOString()}::text, 'problem', ${problem}::text)
    where tenant_id = ${event.tenant} and event_id = ${event.eventId} and next_at is not null`;
}
