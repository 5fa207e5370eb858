import { numberOf, type Row, textOf } from '../store/open.ts';
import type { World } from '../world.ts';

/** One owed delivery of one event to one endpoint. */
export interface Delivery {
  seq: number;
  event: string;
  endpoint: string;
  attempts: number;
}

/** How one attempt ended. */
export interface AttemptResult {
  atMs: number;
  tookMs: number;
  status: number | null;
  error: string | null;
}

const fromRow = (row: Row): Delivery => ({
  seq: numberOf(row.seq),
  event: textOf(row.event),
  endpoint: textOf(row.endpoint),
  attempts: numberOf(row.attempts),
});

/** Endpoints that something is owed to; one index seek each, however much is owed. */
export function endpointsOwed(world: World): string[] {
  const next = world.db.sql(
    "SELECT min(endpoint) AS endpoint FROM deliveries WHERE state = 'pending' AND endpoint > ?",
  );
  const owed: string[] = [];
  for (let row = next.get(''); row && row.endpoint !== null; row = next.get(owed.at(-1) ?? ''))
    owed.push(textOf(row.endpoint));
  return owed;
}

/** What is due at one endpoint, the longest waiting first. */
export const dueAt = (world: World, endpoint: string, limit: number): Delivery[] =>
  world.db
    .sql(
      "SELECT seq, event, endpoint, attempts FROM deliveries WHERE state = 'pending' AND endpoint = ? AND due_ms <= ? ORDER BY due_ms, seq LIMIT ?",
    )
    .all(endpoint, world.clock.nowMs(), limit)
    .map(fromRow);

/** When the next delivery to an endpoint is due after now, in sandbox milliseconds. */
export function nextDue(world: World, endpoint: string): number | undefined {
  const row = world.db
    .sql(
      "SELECT due_ms FROM deliveries WHERE state = 'pending' AND endpoint = ? AND due_ms > ? ORDER BY due_ms LIMIT 1",
    )
    .get(endpoint, world.clock.nowMs());
  return row && numberOf(row.due_ms);
}

/** The event's body as it is delivered now, with the number of deliveries still owed. */
export function eventBody(world: World, id: string, apiVersion?: string | null): object | undefined {
  const row = world.db.sql('SELECT body FROM events WHERE id = ?').get(id);
  if (!row) return undefined;
  const body: object = JSON.parse(textOf(row.body));
  return { ...body, pending_webhooks: pendingWebhooks(world, id), ...(apiVersion ? { api_version: apiVersion } : {}) };
}

/** What is delivered of a thin event: all but its data. */
export function notification(world: World, id: string): object | undefined {
  const row = world.db.sql('SELECT body FROM events WHERE id = ?').get(id);
  if (!row) return undefined;
  const { data: _, ...event }: Record<string, unknown> = JSON.parse(textOf(row.body));
  return event;
}

export function pendingWebhooks(world: World, event: string): number {
  const row = world.db
    .sql("SELECT count(*) AS n FROM deliveries WHERE event = ? AND state IN ('pending', 'held')")
    .get(event);
  return numberOf(row?.n);
}

/**
 * Records an attempt. Only 2xx is success; otherwise the delivery waits for the next retry, or has failed when there is none.
 */
export function recordAttempt(world: World, delivery: Delivery, result: AttemptResult): void {
  const delivered = result.status !== null && result.status >= 200 && result.status < 300;
  const wait = world.settings.webhookRetryDelaysMs[delivery.attempts];
  const state = delivered ? 'succeeded' : wait === undefined ? 'failed' : 'pending';
  world.db
    .sql(
      `INSERT INTO attempts (delivery, number, at_ms, took_ms, status, error)
       SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM attempts WHERE delivery = ?`,
    )
    .run(delivery.seq, result.atMs, result.tookMs, result.status, result.error, delivery.seq);
  // A delivery that was held, cancelled or reset meanwhile keeps that state.
  world.db
    .sql(
      "UPDATE deliveries SET state = CASE state WHEN 'pending' THEN ? ELSE state END, attempts = ?, due_ms = ?, last_status = ?, last_error = ? WHERE seq = ?",
    )
    .run(state, delivery.attempts + 1, world.clock.nowMs() + (wait ?? 0), result.status, result.error, delivery.seq);
}

/** Owes deliveries once more, at once; attempts start anew. Returns how many. */
export function resend(world: World, by: 'seq' | 'event', value: number | string): number {
  const where = by === 'seq' ? 'seq = ?' : 'event = ?';
  const { changes } = world.db
    .sql(`UPDATE deliveries SET state = 'pending', attempts = 0, due_ms = ? WHERE ${where}`)
    .run(world.clock.nowMs(), value);
  return Number(changes);
}

const holding = {
  hold: "UPDATE deliveries SET state = 'held' WHERE endpoint = ? AND state = 'pending'",
  resume: "UPDATE deliveries SET state = 'pending' WHERE endpoint = ? AND state = 'held'",
  cancel: "UPDATE deliveries SET state = 'cancelled' WHERE endpoint = ? AND state IN ('pending', 'held')",
};

/** Stops, resumes or gives up what is owed to an endpoint. */
export function holdDeliveries(world: World, endpoint: string, change: keyof typeof holding): void {
  world.db.sql(holding[change]).run(endpoint);
}
