import type { Sql, TxSql } from '@purser/db';
import type { Runtime } from '../runtime.ts';
import type { RowKey } from './rows.ts';

/** Writes down, once per message and reason, that a person must look; in the caller's transaction where it has one. */
export async function raiseAlarm(
  rt: Pick<Runtime, 'relay' | 'clock' | 'log'>,
  key: RowKey,
  reason: string,
  sql: Sql | TxSql = rt.relay.sql,
): Promise<void> {
  const at = rt.clock.machine().toISOString();
  const made = await sql`
    insert into alarms (tenant_id, handler, message_id, reason, raised_at)
    values (${key.tenant}, ${key.handler}, ${key.messageId}, ${reason}, ${at}) on conflict do nothing`;
  if (made.count === 1)
    rt.log.error({ alarm: reason, handler: key.handler, message: key.messageId, tenant: key.tenant }, 'alarm');
}

/** The message is settled: nothing about it waits for a person any more. */
export async function clearAlarms(rt: Pick<Runtime, 'relay' | 'clock'>, key: RowKey): Promise<void> {
  await rt.relay.sql`update alarms set cleared_at = ${rt.clock.machine().toISOString()}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId} and cleared_at is null`;
}
