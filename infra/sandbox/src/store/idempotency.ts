import type { World } from '../world.ts';
import { numberOf, textOf } from './open.ts';

const dayMs = 24 * 60 * 60 * 1000;

export interface Remembered {
  endpoint: string;
  params: string;
  request: string;
  status: number;
  body: string;
}

/** The outcome remembered under a key, for 24 hours of sandbox time. */
export function recall(world: World, account: string, key: string): Remembered | undefined {
  const row = world.db
    .sql('SELECT endpoint, params, request, status, body FROM idempotency WHERE account = ? AND key = ? AND at_ms > ?')
    .get(account, key, world.clock.nowMs() - dayMs);
  return (
    row && {
      endpoint: textOf(row.endpoint),
      params: textOf(row.params),
      request: textOf(row.request),
      status: numberOf(row.status),
      body: textOf(row.body),
    }
  );
}

export function remember(world: World, account: string, key: string, outcome: Remembered): void {
  world.db
    .sql(
      'INSERT OR REPLACE INTO idempotency (account, key, endpoint, params, request, status, body, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      account,
      key,
      outcome.endpoint,
      outcome.params,
      outcome.request,
      outcome.status,
      outcome.body,
      world.clock.nowMs(),
    );
}

/** The keys that are remembered for an endpoint, such as `POST /v1/refunds`. */
export function keysFor(world: World, endpoint: string): { account: string; key: string }[] {
  const rows = world.db.sql('SELECT account, key FROM idempotency WHERE endpoint = ? ORDER BY at_ms').all(endpoint);
  return rows.map((row) => ({ account: textOf(row.account), key: textOf(row.key) }));
}

/** Forgets keys older than 24 hours; returns how many. */
export function pruneKeys(world: World): number {
  return Number(world.db.sql('DELETE FROM idempotency WHERE at_ms <= ?').run(world.clock.nowMs() - dayMs).changes);
}
