import type { Context } from '@purser/bus';
import type { RecurringState, Schedule } from '../domain/recurring.ts';
import { type Cursor, cursorText } from './cursor.ts';

type Reading = Pick<Context, 'tx' | 'tenant'>;

export type ListedRecurring = {
  recurringId: string;
  customerId: string;
  name: string;
  state: RecurringState;
  every: number;
  unit: Schedule['unit'];
  nextOn: string | null;
  problem: string | null;
  made: number;
  createdAt: string;
};

type Asked = {
  state?: RecurringState | undefined;
  /** Only those that came to a stop by themselves. */
  stopped?: boolean;
  customerId?: string | undefined;
  /** Part of a name. */
  name?: string | undefined;
  after?: Cursor | undefined;
  limit: number;
};

/** A page of recurring invoices, the newest first. */
export async function pageOfRecurring(
  { tx, tenant }: Reading,
  { state, stopped = false, customerId, name, after, limit }: Asked,
): Promise<{ recurring: ListedRecurring[]; next: string | null }> {
  const { sql } = tx;
  const rows = await sql<ListedRecurring[]>`
    select recurring_id as "recurringId", customer_id as "customerId", name, state, every, unit, next_on as "nextOn", problem, made,
      created_at as "createdAt"
    from recurring_invoices
    where tenant_id = ${tenant}
      ${state ? sql`and state = ${state}` : sql``}
      ${stopped ? sql`and problem is not null` : sql``}
      ${customerId ? sql`and customer_id = ${customerId}` : sql``}
      ${name ? sql`and position(lower(${name}) in lower(name)) > 0` : sql``}
      ${after ? sql`and (created_at, recurring_id) < (${after.createdAt}, ${after.id})` : sql``}
    order by created_at desc, recurring_id desc limit ${limit + 1}`;
  const recurring = rows.slice(0, limit);
  const last = recurring.at(-1);
  const next = last && rows.length > limit ? cursorText({ createdAt: last.createdAt, id: last.recurringId }) : null;
  return { recurring, next };
}

export type RecurringCounts = { active: number; paused: number; ended: number; stopped: number };

export async function countRecurring({ tx, tenant }: Reading, customerId?: string): Promise<RecurringCounts> {
  const [row] = await tx.sql<RecurringCounts[]>`
    select count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'paused')::int as paused,
      count(*) filter (where state = 'ended')::int as ended, count(*) filter (where problem is not null)::int as stopped
    from recurring_invoices
    where tenant_id = ${tenant} and (${customerId ?? null}::uuid is null or customer_id = ${customerId ?? null}::uuid)`;
  return row ?? { active: 0, paused: 0, ended: 0, stopped: 0 };
}
