import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import { askAgain_ms } from '../domain/outage.ts';
import type { Pace } from '../domain/pace.ts';

export type Outage = { since: Date; asks: number; nextAt: Date; problem: string };
type Row = { since: string; asks: number; next_at: string; problem: string };

/** Since when the tenant's mail server takes no mail; undefined while it does, as far as anybody knows. */
export async function findOutage({ sql }: Pick<Tx, 'sql'>): Promise<Outage | undefined> {
  const [row] = await sql<Row[]>`select since, asks, next_at, problem from mail_outages`;
  return row && { since: new Date(row.since), asks: row.asks, nextAt: new Date(row.next_at), problem: row.problem };
}

/**
 * Whether a mail may ask the server now: always, while it takes mails; of those that wait for it one at a time, and who died asking keeps
 * nobody back, as the next time is set before. @returns until when to wait otherwise
 */
export async function mayAsk(tx: Pick<Tx, 'sql'>, now: Date, pace: Pace): Promise<true | { until: Date }> {
  const outage = await findOutage(tx);
  if (!outage) return true;
  const { asks, nextAt } = outage;
  if (nextAt > now) return { until: nextAt };
  const next = new Date(now.getTime() + askAgain_ms(asks + 1, pace));
  const taken = await tx.sql`
    update mail_outages set asks = asks + 1, next_at = ${next.toISOString()} where asks = ${asks} and next_at <= ${now.toISOString()}`;
  return taken.count === 1 ? true : { until: next };
}

/** It took no mail just now, for this reason. @returns when it is asked again */
export async function noteOutage(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  problem: string,
  pace: Pace,
): Promise<Date> {
  const next = new Date(now.getTime() + askAgain_ms(1, pace));
  const [row] = await tx.sql<{ next_at: string }[]>`
    insert into mail_outages (tenant_id, since, asks, next_at, problem)
    values (${tenant}, ${now.toISOString()}, 1, ${next.toISOString()}, ${problem})
    on conflict (tenant_id) do update set problem = excluded.problem returning next_at`;
  return row ? new Date(row.next_at) : next;
}

/** It takes mails again, or is another now. */
export async function endOutage({ sql }: Pick<Tx, 'sql'>): Promise<void> {
  await sql`delete from mail_outages`;
}
