import type { Context } from '@purser/bus';
import type { accounting as contract } from '@purser/contracts';
import type { Tx } from '@purser/db';
import type { z } from 'zod';

export type Kind = z.output<typeof contract.pushedKind>;
export type PushState = z.output<typeof contract.pushState>;

/** One thing of ours that stands in the books, or is to. Payments have an amount, minor units. */
export type Pushed = {
  kind: Kind;
  sourceId: string;
  customerId: string;
  invoiceId: string | null;
  payment: { amount: bigint; currency: string; paidOn: string } | null;
  state: PushState;
  externalId: string | null;
  problem: string | null;
  attempts: number;
  updatedAt: string;
  pushedAt: string | null;
};

type Row = {
  kind: Kind;
  source_id: string;
  customer_id: string;
  invoice_id: string | null;
  amount: bigint | null;
  currency: string | null;
  paid_on: string | null;
  state: PushState;
  external_id: string | null;
  problem: string | null;
  attempts: number;
  updated_at: string;
  pushed_at: string | null;
};

const asPushed = (row: Row): Pushed => ({
  kind: row.kind,
  sourceId: row.source_id,
  customerId: row.customer_id,
  invoiceId: row.invoice_id,
  payment:
    row.amount === null || row.currency === null || row.paid_on === null
      ? null
      : { amount: row.amount, currency: row.currency, paidOn: row.paid_on },
  state: row.state,
  externalId: row.external_id,
  problem: row.problem,
  attempts: row.attempts,
  updatedAt: row.updated_at,
  pushedAt: row.pushed_at,
});

export type NewPushed = Pick<Pushed, 'kind' | 'sourceId' | 'customerId'> &
  Partial<Pick<Pushed, 'invoiceId' | 'payment'>>;

/** @returns false when it is known already */
export async function addDocument(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { kind, sourceId, customerId, invoiceId = null, payment = null }: NewPushed,
): Promise<boolean> {
  const at = now.toISOString();
  const made = await tx.sql`
    insert into documents (tenant_id, kind, source_id, customer_id, invoice_id, amount, currency, paid_on, state, created_at, updated_at)
    values (${tenant}, ${kind}, ${sourceId}, ${customerId}, ${invoiceId}, ${payment?.amount ?? null}, ${payment?.currency ?? null},
      ${payment?.paidOn ?? null}, 'waiting', ${at}, ${at})
    on conflict do nothing`;
  return made.count === 1;
}

export async function findDocument(
  { sql }: Pick<Tx, 'sql'>,
  kind: Kind,
  sourceId: string,
): Promise<Pushed | undefined> {
  const [row] = await sql<Row[]>`select * from documents where kind = ${kind} and source_id = ${sourceId}`;
  return row && asPushed(row);
}

export async function lockDocument(
  { sql }: Pick<Tx, 'sql'>,
  kind: Kind,
  sourceId: string,
): Promise<Pushed | undefined> {
  const [row] = await sql<Row[]>`select * from documents where kind = ${kind} and source_id = ${sourceId} for update`;
  return row && asPushed(row);
}

export async function moveDocument(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { kind, sourceId }: { kind: Kind; sourceId: string },
  to:
    | { state: 'waiting' | 'pushing' }
    | { state: 'pushed'; externalId: string }
    | { state: 'failed' | 'needsAttention'; problem: string },
): Promise<void> {
  const externalId = to.state === 'pushed' ? to.externalId : null;
  const problem = 'problem' in to ? to.problem : null;
  const at = now.toISOString();
  await tx.sql`
    update documents set state = ${to.state}, external_id = ${externalId}, problem = ${problem}, updated_at = ${at},
      pushed_at = ${to.state === 'pushed' ? at : null}, attempts = attempts + ${to.state === 'pushing' ? 1 : 0}
    where kind = ${kind} and source_id = ${sourceId}`;
}

/** Why it waits, for staff to see. */
export async function noteProblem(
  { sql }: Pick<Tx, 'sql'>,
  { kind, sourceId }: { kind: Kind; sourceId: string },
  problem: string | null,
): Promise<void> {
  await sql`update documents set problem = ${problem} where kind = ${kind} and source_id = ${sourceId} and state in ('waiting', 'pushing')`;
}

export type DocumentFilter = {
  state?: PushState | undefined;
  kind?: Kind | undefined;
  invoiceId?: string | undefined;
  /** The last row of the page before: its time, kind and id. */
  after?: { updatedAt: string; kind: string; sourceId: string } | undefined;
  limit: number;
};

/** What was touched last comes first; one more than the limit when there is one. */
export async function listRows({ sql }: Pick<Tx, 'sql'>, filter: DocumentFilter): Promise<Pushed[]> {
  const { state = null, kind = null, invoiceId = null, after, limit } = filter;
  const rows = await sql<Row[]>`
    select * from documents
    where (${state}::text is null or state = ${state}) and (${kind}::text is null or kind = ${kind})
      and (${invoiceId}::uuid is null or invoice_id = ${invoiceId})
      and (${after?.updatedAt ?? null}::timestamptz is null
        or (updated_at, kind, source_id) < (${after?.updatedAt ?? null}::timestamptz, ${after?.kind ?? ''}, ${after?.sourceId ?? null}::uuid))
    order by updated_at desc, kind desc, source_id desc limit ${limit + 1}`;
  return rows.map(asPushed);
}

/** All that a person must look at. */
export async function listStuck({ sql }: Pick<Tx, 'sql'>, limit: number): Promise<Pushed[]> {
  const rows = await sql<Row[]>`
    select * from documents where state in ('failed', 'needsAttention') order by updated_at limit ${limit}`;
  return rows.map(asPushed);
}

export async function countByState({ sql }: Pick<Tx, 'sql'>): Promise<Map<PushState, number>> {
  const rows = await sql<{ state: PushState; count: bigint }[]>`
    select state, count(*) as count from documents group by state`;
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Other books know none of our contacts: they are brought there anew when they are needed. */
export async function forgetContacts({ sql }: Pick<Tx, 'sql'>): Promise<void> {
  await sql`delete from documents where kind = 'contact'`;
}
