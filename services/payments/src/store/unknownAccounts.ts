import type { Tx } from '@purser/db';
import type { Home } from '../stripe/home.ts';

export type UnknownAccount = Home & { since: Date; waiting: number; lastEventAt: Date | null };

/** `after` is `mode.account` of the last one before. */
export async function unknownAccounts(
  { sql }: Tx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<UnknownAccount[]> {
  const rows = await sql<(Home & { since: string; waiting: number; lastEventAt: string | null })[]>`
    select u.mode, u.account, u.seen_at as since, w.waiting, w.last as "lastEventAt"
    from unknown_accounts u, lateral (
      select count(*)::int as waiting, max(e.received_at) as last from webhook_events e
      where e.tenant_id = u.tenant_id and e.mode = u.mode and e.account = u.account and e.status = 'unrouted') w
    where ${after ?? null}::text is null or (u.seen_at, u.mode, u.account) <
      (select p.seen_at, p.mode, p.account from unknown_accounts p where p.mode || '.' || p.account = ${after ?? null})
    order by u.seen_at desc, u.mode desc, u.account desc limit ${limit}`;
  return rows.map(({ since, lastEventAt, ...row }) => ({
    ...row,
    since: new Date(since),
    lastEventAt: lastEventAt === null ? null : new Date(lastEventAt),
  }));
}
