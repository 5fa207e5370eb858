import type { World } from '../world.ts';
import type { Row } from './open.ts';

/** One served request; parameters are not kept, they may hold card data. */
export interface LoggedRequest {
  id: string;
  account: string | null;
  method: string;
  path: string;
  idempotencyKey: string | null;
  status: number;
  code: string | null;
  fault: string | null;
}

const kept = 20_000;
const pruneEvery = 1_000;

/** Logs a request; only the latest 20,000 are kept. */
export function logRequest(world: World, entry: LoggedRequest): void {
  const { lastInsertRowid } = world.db
    .sql(
      'INSERT INTO requests (id, account, at_ms, method, path, idempotency_key, status, code, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      entry.id,
      entry.account,
      world.clock.nowMs(),
      entry.method,
      entry.path,
      entry.idempotencyKey,
      entry.status,
      entry.code,
      entry.fault,
    );
  const seq = Number(lastInsertRowid);
  if (seq % pruneEvery === 0) world.db.sql('DELETE FROM requests WHERE seq <= ?').run(seq - kept);
}

export const latestRequests = (world: World, limit: number): Row[] =>
  world.db
    .sql(
      'SELECT id, account, at_ms, method, path, idempotency_key, status, code, fault FROM requests ORDER BY seq DESC LIMIT ?',
    )
    .all(limit);

export function requestById(world: World, id: string): Row | undefined {
  return world.db
    .sql('SELECT id, account, at_ms, method, path, idempotency_key, status, code, fault FROM requests WHERE id = ?')
    .get(id);
}
