import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import type { Mailing } from '../domain/alarms.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;
export type Notice = { handler: string; messageId: string; reason: string; ofTenant: string; raisedAt: string };

/** The mailing that was planned last. Until the commit nobody else of the tenant plans one. */
export async function lockNewestMailing({ tx, tenant }: Storing): Promise<Mailing | undefined> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`alarm mailings of ${tenant}`}, 0))`;
  const [row] = await tx.sql<{ mailingId: string; at: string; isPlanned: boolean }[]>`
    select mailing_id as "mailingId", at, state = 'planned' as "isPlanned" from alarm_mailings where tenant_id = ${tenant} order by at desc limit 1`;
  return row && { ...row, at: new Date(row.at) };
}

export async function insertMailing({ tx, tenant }: Storing, at: Date): Promise<string> {
  const mailingId = newId();
  await tx.sql`
    insert into alarm_mailings (tenant_id, mailing_id, at, state) values (${tenant}, ${mailingId}, ${at.toISOString()}, 'planned')`;
  return mailingId;
}

/** Whether a mailing is still to go out, locked until the commit. @throws Fault notFound */
export async function lockMailing({ tx, tenant }: Storing, mailingId: string): Promise<boolean> {
  const [row] = await tx.sql<{ state: string }[]>`
    select state from alarm_mailings where tenant_id = ${tenant} and mailing_id = ${mailingId} for update`;
  if (!row) throw fault('notFound', 'mailing_not_found', 'There is no such mail about alarms.');
  return row.state === 'planned';
}

export async function isNoticed(
  { tx, tenant }: Storing,
  { handler, messageId, reason }: Pick<Notice, 'handler' | 'messageId' | 'reason'>,
): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from alarm_notices
    where tenant_id = ${tenant} and handler = ${handler} and message_id = ${messageId} and reason = ${reason}`;
  return rows.length > 0;
}

export async function insertNotice({ tx, tenant }: Storing, mailingId: string, notice: Notice): Promise<void> {
  const { handler, messageId, reason, ofTenant, raisedAt } = notice;
  await tx.sql`
    insert into alarm_notices (tenant_id, handler, message_id, reason, of_tenant, raised_at, mailing_id)
    values (${tenant}, ${handler}, ${messageId}, ${reason}, ${ofTenant}, ${raisedAt}, ${mailingId})`;
}

/** What a mailing tells of, the oldest first. */
export async function noticesOf({ tx, tenant }: Storing, mailingId: string): Promise<Notice[]> {
  return tx.sql<Notice[]>`
    select handler, message_id as "messageId", reason, of_tenant as "ofTenant", raised_at as "raisedAt" from alarm_notices
    where tenant_id = ${tenant} and mailing_id = ${mailingId} order by raised_at, message_id`;
}

export async function endMailing(
  { tx, tenant }: Storing,
  mailingId: string,
  { state, problem = null }: { state: 'sent' | 'dropped' | 'failed'; problem?: string | null },
): Promise<void> {
  await tx.sql`
    update alarm_mailings set state = ${state}, problem = ${problem} where tenant_id = ${tenant} and mailing_id = ${mailingId}`;
}
