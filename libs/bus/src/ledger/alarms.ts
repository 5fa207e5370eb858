import type { Sql, TxSql } from '@purser/db';
import { eventSubject } from '@purser/message';
import { envelopeOf } from '../client/envelope.ts';
import type { Runtime } from '../runtime.ts';
import type { RowKey } from './rows.ts';

/** Writes down, once per message and reason, that a person must look; in the caller's transaction where it has one. */
export async function raiseAlarm(
  rt: Pick<Runtime, 'relay' | 'clock' | 'log' | 'service' | 'alarmRaised'>,
  key: RowKey,
  reason: string,
  sql: Sql | TxSql = rt.relay.sql,
): Promise<void> {
  const raisedAt = rt.clock.machine().toISOString();
  const event = rt.alarmRaised;
  const said = event && envelopeOf(rt.clock, event, { ...messageOf(key), reason, raisedAt }, self(rt, key));
  // One statement: an alarm without its event would be told to nobody.
  const raised = sql`
    insert into alarms (tenant_id, handler, message_id, reason, raised_at)
    values (${key.tenant}, ${key.handler}, ${key.messageId}, ${reason}, ${raisedAt}) on conflict do nothing returning 1`;
  const made = said
    ? await sql`
      with raised as (${raised})
      insert into outbox (tenant_id, id, name, subject, envelope, created_at)
      select ${key.tenant}, ${said.id}, ${said.name}, ${eventSubject(event.service, event.name)}, ${JSON.stringify(said)}, ${raisedAt}
      from raised`
    : await raised;
  if (made.count === 1)
    rt.log.error({ alarm: reason, handler: key.handler, message: key.messageId, tenant: key.tenant }, 'alarm');
}

const messageOf = ({ handler, messageId }: RowKey) => ({ handler, messageId });
const self = ({ service }: Pick<Runtime, 'service'>, { tenant }: RowKey) => ({
  tenant,
  actor: { kind: 'service' as const, name: service },
});

/** The message is settled: nothing about it waits for a person any more. */
export async function clearAlarms(rt: Pick<Runtime, 'relay' | 'clock'>, key: RowKey): Promise<void> {
  await rt.relay.sql`update alarms set cleared_at = ${rt.clock.machine().toISOString()}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId} and cleared_at is null`;
}
