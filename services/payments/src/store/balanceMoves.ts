import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { MoveFact } from '../domain/balanceMove.ts';
import type { Home } from '../stripe/home.ts';

export type BalanceMove = MoveFact & { moveId: string };

/** The first who finds it writes it down, whether in a payout or in the night. @returns those that were not known */
export async function insertMoves(
  { tx, tenant, now }: Context,
  { mode, account }: Home,
  moves: readonly BalanceMove[],
): Promise<Set<string>> {
  const all = <K extends keyof BalanceMove>(key: K) => moves.map((move) => move[key]);
  const made = await tx.sql<{ moveId: string }[]>`
    insert into balance_moves (tenant_id, move_id, mode, account, balance_transaction_id, type, category, source, amount, fee, currency,
      moved_at, seen_at)
    select ${tenant}, u.move_id, ${mode}, ${account}, u.id, u.type, u.category, u.source, u.amount, u.fee, u.currency, u.at::timestamptz,
      ${now.toISOString()}
    from unnest(${all('moveId')}::uuid[], ${all('id')}::text[], ${all('type')}::text[], ${all('category')}::text[],
      ${all('source')}::text[], ${all('amount').map(String)}::bigint[], ${all('fee').map(String)}::bigint[], ${all('currency')}::text[],
      ${all('at')}::text[]) as u(move_id, id, type, category, source, amount, fee, currency, at)
    on conflict (tenant_id, balance_transaction_id) do nothing returning move_id as "moveId"`;
  return new Set(made.map(({ moveId }) => moveId));
}

export type KnownMove = { moveId: string; id: string; net: number; currency: string; seenAt: number };

/** Those of Stripe's ids that are known. */
export async function movesOf({ sql }: Tx, ids: readonly string[]): Promise<KnownMove[]> {
  const rows = await sql<{ moveId: string; id: string; net: bigint; currency: string; seenAt: string }[]>`
    select move_id as "moveId", balance_transaction_id as id, amount - fee as net, currency, seen_at as "seenAt" from balance_moves
    where balance_transaction_id = any(${[...ids]}::text[])`;
  return rows.map(({ net, seenAt, ...row }) => ({ ...row, net: Number(net), seenAt: Date.parse(seenAt) }));
}

export async function movesById({ sql }: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select move_id as id from balance_moves where move_id = any(${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}
