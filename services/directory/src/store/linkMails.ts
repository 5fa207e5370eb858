import type { Context } from '@purser/bus';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const perHour = 10;

/**
 * Whether an address may be sent links now: once a minute, and ten times in any hour. One statement decides and counts, so that of many
 * at once one is let through. `address` is a blind index; `at` is machine time.
 */
export async function mayMail(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  address: Buffer,
  at: Date,
): Promise<boolean> {
  const { sql } = tx;
  const ago = (ms: number) => at.getTime() - ms;
  const iso = (ms: number) => new Date(ms).toISOString();
  const counted = await sql`
    insert into link_mails as known (tenant_id, address, sent, last_at)
    values (${tenant}, ${address}, jsonb_build_array(${at.getTime()}::bigint), ${at.toISOString()})
    on conflict (tenant_id, address) do update set last_at = excluded.last_at, sent = excluded.sent || (
      select coalesce(jsonb_agg(s), '[]') from jsonb_array_elements(known.sent) s where s::bigint > ${ago(hour_ms)})
    where known.last_at <= ${iso(ago(minute_ms))}
      and (select count(*) from jsonb_array_elements(known.sent) s where s::bigint > ${ago(hour_ms)}) < ${perHour}`;
  // What is older than an hour decides nothing any more. Some at a time, past those that another is deleting.
  await sql`delete from link_mails where (tenant_id, address) in (
    select tenant_id, address from link_mails where last_at < ${iso(ago(hour_ms))} limit 20 for update skip locked)`;
  return counted.count === 1;
}
