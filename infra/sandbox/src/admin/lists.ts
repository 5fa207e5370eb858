import { numberOf, type Row } from '../store/open.ts';
import type { World } from '../world.ts';
import { AdminError } from './json.ts';

/** How many rows a list shows: `limit`, 100 unless told, at most 1000. */
export function limitFrom(value: string | undefined): number {
  if (value === undefined) return 100;
  if (!/^\d{1,4}$/.test(value) || Number(value) < 1 || Number(value) > 1000)
    throw new AdminError('limit must be from 1 to 1000');
  return Number(value);
}

/** The latest deliveries, of one event or endpoint or in one state when asked. */
export function latestDeliveries(
  world: World,
  filter: { event?: string | undefined; endpoint?: string | undefined; state?: string | undefined },
  limit: number,
): Row[] {
  const conditions = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const where =
    conditions.length > 0 ? `WHERE ${conditions.map(([column]) => `deliveries.${column} = ?`).join(' AND ')}` : '';
  return world.db
    .sql(
      `SELECT deliveries.seq AS id, event, events.type, endpoint, state, attempts, due_ms, last_status, last_error
       FROM deliveries LEFT JOIN events ON events.id = deliveries.event ${where} ORDER BY deliveries.seq DESC LIMIT ?`,
    )
    .all(...conditions.map(([, value]) => value), limit);
}

export const attemptsOf = (world: World, delivery: number): Row[] =>
  world.db
    .sql('SELECT number, at_ms, took_ms, status, error FROM attempts WHERE delivery = ? ORDER BY number')
    .all(delivery);

export const latestEvents = (world: World, limit: number): Row[] =>
  world.db.sql('SELECT id, account, type, created FROM events ORDER BY seq DESC LIMIT ?').all(limit);

/** What is due later than this, such as the deadline of a dispute, is nothing that somebody would wait for. */
const soonMs = 10 * 60_000;

/** How much of everything there is: objects by kind, events, deliveries by state, tasks that are due soon. */
export function counts(world: World) {
  const grouped = (sql: string): Record<string, number> =>
    Object.fromEntries(
      world.db
        .sql(sql)
        .all()
        .map((row) => [String(row.name), numberOf(row.n)]),
    );
  const one = (sql: string, ...values: number[]): number => numberOf(world.db.sql(sql).get(...values)?.n);
  return {
    objects: grouped('SELECT kind AS name, count(*) AS n FROM objects WHERE deleted = 0 GROUP BY kind'),
    events: one('SELECT count(*) AS n FROM events'),
    deliveries: grouped('SELECT state AS name, count(*) AS n FROM deliveries GROUP BY state'),
    tasks: one('SELECT count(*) AS n FROM tasks WHERE due_ms <= ?', world.clock.nowMs() + soonMs),
    idempotency_keys: one('SELECT count(*) AS n FROM idempotency'),
    requests: one('SELECT count(*) AS n FROM requests'),
  };
}
