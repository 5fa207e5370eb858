import type { Row } from '../../store/open.ts';
import type { XeroWorld } from '../world.ts';

/** One served call; bodies and parameters are not kept. */
export interface LoggedCall {
  tenant: string | null;
  method: string;
  path: string;
  status: number;
  problem: string | null;
  fault: string | null;
  idempotencyKey: string | null;
}

const kept = 10_000;

/** Logs a call; only the latest 10,000 are kept. */
export function logCall({ db, clock }: XeroWorld, one: LoggedCall): void {
  const { lastInsertRowid } = db
    .sql(
      'INSERT INTO requests (at_ms, tenant, method, path, status, problem, fault, idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(clock.nowMs(), one.tenant, one.method, one.path, one.status, one.problem, one.fault, one.idempotencyKey);
  if (Number(lastInsertRowid) % 500 === 0)
    db.sql('DELETE FROM requests WHERE seq <= ?').run(Number(lastInsertRowid) - kept);
}

export const latestCalls = ({ db }: XeroWorld, limit: number): Row[] =>
  db
    .sql(
      'SELECT at_ms, tenant, method, path, status, problem, fault, idempotency_key FROM requests ORDER BY seq DESC LIMIT ?',
    )
    .all(limit);
