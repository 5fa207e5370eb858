import type { Sql, TxSql } from '@purser/db';
import type { FaultWire } from '@purser/fault';

export type Status = 'waiting' | 'running' | 'retrying' | 'parked' | 'done' | 'rejected' | 'failed';
export type RowKey = { tenant: string; handler: string; messageId: string };

/** What a ledger row says of the message itself. */
export type RowFacts = RowKey & {
  kind: 'command' | 'reaction';
  version: number;
  sender: string;
  principal: string;
  key: string | null;
  inputHash: Buffer | null;
  /** The sealed envelope; null where nobody will read it again. */
  envelope: string | null;
};

/** What is written of how it stands. Times are machine time, except the due time of a waiting row. */
export type RowState = {
  status: Status;
  attempts: number;
  at: Date;
  nextAt?: Date | null;
  fault?: FaultWire;
  waitsFor?: string;
  parkedAt?: Date | null;
  token?: string | null;
  step?: string | null;
  plan?: Buffer | null;
};

const iso = (at: Date | null | undefined) => (at ? at.toISOString() : null);

/** Claims a message by inserting its row; count 0 when a row of it, or of its key, is there already. */
export function insertRow(sql: TxSql | Sql, row: RowFacts, state: RowState) {
  return sql`
    insert into ledger (tenant_id, handler, message_id, kind, status, version, sender, principal, idem_key, input_hash, envelope,
      step, plan, lease_token, attempts, next_at, parked_at, waits_for, fault, created_at, updated_at)
    values (${row.tenant}, ${row.handler}, ${row.messageId}, ${row.kind}, ${state.status}, ${row.version}, ${row.sender}, ${row.principal},
      ${row.key}, ${row.inputHash}, ${row.envelope}, ${state.step ?? null}, ${state.plan ?? null}, ${state.token ?? null}, ${state.attempts},
      ${iso(state.nextAt)}, ${iso(state.parkedAt)}, ${state.waitsFor ?? null}, ${state.fault ? JSON.stringify(state.fault) : null},
      ${iso(state.at)}, ${iso(state.at)})
    on conflict do nothing`;
}

/** Moves a row that `token` holds; count 0 when somebody else holds it by now. */
export function moveRow(sql: TxSql | Sql, key: RowKey, token: string, state: RowState) {
  return sql`
    update ledger set status = ${state.status}, attempts = ${state.attempts}, next_at = ${iso(state.nextAt)},
      parked_at = ${iso(state.parkedAt)}, waits_for = ${state.waitsFor ?? null},
      fault = ${state.fault ? JSON.stringify(state.fault) : null}, lease_token = ${state.token ?? null},
      step = coalesce(${state.step ?? null}, step), plan = coalesce(${state.plan ?? null}, plan), updated_at = ${iso(state.at)}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId} and lease_token = ${token}`;
}

export function setResult(sql: TxSql, key: RowKey, result: string) {
  return sql`update ledger set result = ${result}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId}`;
}

/**
 * Parks a row that `token` holds. Where what it waits for appeared while it was tried, or it never waited for this before
 * (so that nobody could have told it), it is looked at again at `soon`.
 * @returns when it will be; undefined when somebody else holds it by now
 */
export async function parkRow(
  sql: TxSql | Sql,
  key: RowKey,
  token: string,
  state: RowState & { waitsFor: string; nextAt: Date; soon: Date },
): Promise<Date | undefined> {
  const [row] = await sql<{ next_at: string }[]>`
    update ledger set status = 'parked', attempts = ${state.attempts}, parked_at = ${iso(state.parkedAt)}, lease_token = null,
      next_at = case when waits_for = ${state.waitsFor} then ${iso(state.nextAt)}::timestamptz else ${iso(state.soon)}::timestamptz end,
      waits_for = ${state.waitsFor}, fault = null, updated_at = ${iso(state.at)}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId} and lease_token = ${token}
    returning next_at`;
  return row && new Date(row.next_at);
}

/** What a key is compared by, for a message that was stored before it could be read. */
export function setInputHash(sql: Sql, key: RowKey, hash: Buffer) {
  return sql`update ledger set input_hash = ${hash}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId}`;
}

/**
 * Puts a message that is settled or parked back in line, its attempts fresh; overdue from the start, the sweeper takes it up at once.
 * @returns false when it has none of these statuses, or is not there
 */
export async function putBackInLine(
  sql: TxSql,
  { tenant, handler, messageId }: RowKey,
  from: readonly Status[],
): Promise<boolean> {
  const set = await sql`
    update ledger set status = 'retrying', attempts = 0, next_at = created_at, parked_at = null
    where tenant_id = ${tenant} and handler = ${handler} and message_id = ${messageId} and status = any(${[...from]}::text[])`;
  return set.count === 1;
}

export type StoredRow = {
  tenant_id: string;
  handler: string;
  message_id: string;
  kind: 'command' | 'reaction';
  status: Status;
  version: number;
  sender: string;
  principal: string;
  idem_key: string | null;
  input_hash: Buffer | null;
  envelope: string | null;
  step: string | null;
  plan: Buffer | null;
  lease_token: string | null;
  attempts: number;
  next_at: string | null;
  parked_at: string | null;
  waits_for: string | null;
  fault: string | null;
  result: string | null;
};

/** The row of a message, or of an earlier message with the same idempotency key. */
export async function findRow(
  sql: Sql | TxSql,
  key: RowKey,
  principal: string,
  idemKey: string | null,
): Promise<StoredRow | undefined> {
  const [own] = await sql<StoredRow[]>`select * from ledger
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId}`;
  if (own || idemKey === null) return own;
  const [same] = await sql<StoredRow[]>`select * from ledger
    where tenant_id = ${key.tenant} and handler = ${key.handler} and principal = ${principal} and idem_key = ${idemKey}`;
  return same;
}

/**
 * Takes a row that is due under a lease, so that one process at a time works on it. `now` is machine time.
 * `force` takes a failed or parked row that staff wants tried again.
 */
export async function takeRow(
  sql: Sql,
  key: RowKey,
  lease: { token: string; until: Date; now: Date; businessNow: Date; force?: boolean },
): Promise<StoredRow | undefined> {
  const [row] = await sql<StoredRow[]>`
    update ledger set status = 'running', lease_token = ${lease.token}, next_at = ${iso(lease.until)}, updated_at = ${iso(lease.now)}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId}
      and (status in ('running', 'retrying', 'parked') and (next_at <= ${iso(lease.now)} or (${lease.force ?? false} and status <> 'running'))
        or status = 'waiting' and next_at <= ${iso(lease.businessNow)}
        or status = 'failed' and ${lease.force ?? false})
    returning *`;
  return row;
}
