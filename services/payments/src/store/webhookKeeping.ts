import type { Context } from '@purser/bus';

type Inside = Pick<Context, 'tx' | 'tenant'>;

export const usualDays = 90;
/**
 * An event's id is known this long, so that a late repeat is not applied twice. Stripe has events for 30 days, and sends none again
 * later than that.
 */
const idDays = 400;
/** Stripe repeats an event for three days and has it for thirty. */
const erasedDays = 40;
const day_ms = 86_400_000;

export type Keeping = { days: number; timer: string; nextAt: Date };

export async function keepingOf({ tx }: Pick<Context, 'tx'>): Promise<Keeping | undefined> {
  const [row] = await tx.sql<{ days: number; timer: string; nextAt: string }[]>`
    select days, timer, next_at as "nextAt" from webhook_keeping for update`;
  return row && { ...row, nextAt: new Date(row.nextAt) };
}

/** From now on this timer counts. Other days begin from the start: what was kept before may be over now. */
export async function setKeeping({ tx, tenant }: Inside, { days, timer, nextAt }: Keeping): Promise<void> {
  await tx.sql`
    insert into webhook_keeping (tenant_id, days, timer, next_at) values (${tenant}, ${days}, ${timer}, ${nextAt.toISOString()})
    on conflict (tenant_id) do update set days = excluded.days, timer = excluded.timer, next_at = excluded.next_at,
      emptied_to = case when webhook_keeping.days = excluded.days then webhook_keeping.emptied_to end`;
}

/**
 * Empties the payloads that were kept long enough, so many at most, and deletes rows whose ids need be known no longer. What is not
 * dealt with keeps its payload, and its place: later ones are looked at from there.
 */
export async function tidy({ tx }: Pick<Context, 'tx'>, days: number, now: Date, most: number) {
  const before = (back: number) => new Date(now.getTime() - back * day_ms).toISOString();
  const over = before(days);
  const emptied = await tx.sql`
    update webhook_events e set payload = null from (
      select event_id from webhook_events
      where received_at < ${over} and received_at >= coalesce((select emptied_to from webhook_keeping), '-infinity')
        and payload is not null and status not in ('received', 'failed', 'unrouted')
      order by received_at limit ${most} for update skip locked) old
    where e.event_id = old.event_id`;
  const deleted = await tx.sql`
    delete from webhook_events e using (
      select event_id from webhook_events where received_at < ${before(Math.max(idDays, days))} and payload is null
      order by received_at limit ${most}) old
    where e.event_id = old.event_id`;
  if (emptied.count < most)
    await tx.sql`
      update webhook_keeping set emptied_to = coalesce(
        (select min(received_at) from webhook_events where received_at < ${over} and payload is not null), ${over}::timestamptz)`;
  return { emptied: emptied.count, deleted: deleted.count };
}

/**
 * Empties what Stripe told of the payments, cards and setups of these customers: it names them, and is sealed under the tenant's key, which
 * lives on. That each came, and what came of it, stays.
 */
export async function emptyEventsOf({ tx }: Pick<Context, 'tx'>, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  const them = [...customerIds];
  await tx.sql`
    update webhook_events set payload = null
    where payload is not null and status not in ('received', 'failed', 'unrouted') and object_id in (
      select payment_intent_id from attempts where customer_id = any(${them}::uuid[])
      union all select setup_intent_id from setups where customer_id = any(${them}::uuid[])
      union all select stripe_method_id from methods where customer_id = any(${them}::uuid[])
      union all select stripe_customer_id from stripe_customers where customer_id = any(${them}::uuid[]))`;
}

/** Who was erased in the days in which Stripe may still tell of them. */
export async function recentlyErased({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<string[]> {
  const rows = await tx.sql<{ subject: string }[]>`
    select distinct subject from data_keys where destroyed_at > ${new Date(now.getTime() - erasedDays * day_ms).toISOString()}`;
  return rows.map(({ subject }) => subject);
}

export async function daysKept({ tx }: Pick<Context, 'tx'>): Promise<number> {
  const [row] = await tx.sql<{ days: number }[]>`select days from webhook_keeping`;
  return row?.days ?? usualDays;
}
