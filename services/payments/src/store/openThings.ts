import type { Tx } from '@purser/db';
import type { Home } from '../stripe/home.ts';

/** So many are read again a night; the rest the next. */
const most = 200;

/** Forms that nobody told us the end of, the oldest first. */
export async function openSetups({ sql }: Tx, { mode, account }: Home): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select setup_intent_id as id from setups
    where mode = ${mode} and account = ${account} and status = 'open' and setup_intent_id is not null
    order by created_at limit ${most}`;
  return rows.map(({ id }) => id);
}

/** Disputes that are not decided, those first that were looked at longest ago. */
export async function openDisputes({ sql }: Tx, { mode, account }: Home): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select stripe_dispute_id as id from disputes
    where mode = ${mode} and account = ${account} and outcome is null order by seen_at limit ${most}`;
  return rows.map(({ id }) => id);
}
