import type { Context } from '@purser/bus';
import { batchItems, mostItems } from '../domain/run.ts';
import { type Asked, conditions } from './listInvoices.ts';
import type { Run } from './runs.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;

/** These, in their order, each once. @returns how many */
export async function insertNamed(
  { tx, tenant }: Storing,
  runId: string,
  invoiceIds: readonly string[],
): Promise<number> {
  const ids = [...new Set(invoiceIds)];
  await tx.sql`
    insert into run_items (tenant_id, run_id, position, invoice_id)
    select ${tenant}, ${runId}, n.position, n.id from unnest(${ids}::uuid[]) with ordinality as n(id, position)`;
  return ids.length;
}

/** All that the filter finds, the oldest first. @returns how many: of too many, one more than a run takes */
export async function insertFound({ tx, tenant }: Storing, runId: string, asked: Filter): Promise<number> {
  const made = await tx.sql`
    insert into run_items (tenant_id, run_id, position, invoice_id)
    select ${tenant}, ${runId}, row_number() over (order by created_at, invoice_id), invoice_id from (
      select created_at, invoice_id from invoices where tenant_id = ${tenant} ${conditions(tx.sql, asked)}
      order by created_at, invoice_id limit ${mostItems + 1}) found`;
  return made.count;
}
type Filter = Omit<Asked, 'limit'>;

/** An item whose turn it is; what is not there any more has no customer. */
export type NextItem = { position: number; invoiceId: string; customerId: string | null; length: number };

export async function nextItems({ tx, tenant }: Storing, { runId, reached }: Run): Promise<NextItem[]> {
  return tx.sql<NextItem[]>`
    select n.position, n.invoice_id as "invoiceId", i.customer_id as "customerId", coalesce(length(i.document), 0) as length
    from (select position, invoice_id from run_items
      where tenant_id = ${tenant} and run_id = ${runId} and position > ${reached} order by position limit ${batchItems}) n
    left join invoices i on i.tenant_id = ${tenant} and i.invoice_id = n.invoice_id
    order by n.position`;
}

type Refused = { position: number; code: string; problem: string };

export async function setRefused({ tx, tenant }: Storing, runId: string, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return;
  await tx.sql`
    update run_items i set code = u.code, problem = u.problem
    from unnest(${refused.map((each) => each.position)}::int[], ${refused.map((each) => each.code)}::text[],
      ${refused.map((each) => each.problem)}::text[]) as u(position, code, problem)
    where i.tenant_id = ${tenant} and i.run_id = ${runId} and i.position = u.position`;
}

export type Result = 'pending' | 'done' | 'refused' | 'cancelled';
type Item = {
  position: number;
  invoiceId: string;
  customerId: string | null;
  number: string | null;
  result: Result;
  code: string | null;
  problem: string | null;
};
type Reading = { result?: Result | undefined; after: number; limit: number };

/** What came of each, in order, from a position on. */
export async function readItems({ tx, tenant }: Storing, run: Run, { result, after, limit }: Reading): Promise<Item[]> {
  const { sql } = tx;
  const { runId, reached, state } = run;
  const rest: Result = state === 'cancelled' ? 'cancelled' : 'pending';
  const wanted = {
    done: sql`and n.position <= ${reached} and n.code is null`,
    refused: sql`and n.code is not null`,
    pending: sql`and n.position > ${reached} and ${rest} = 'pending'`,
    cancelled: sql`and n.position > ${reached} and ${rest} = 'cancelled'`,
  };
  return sql<Item[]>`
    select n.position, n.invoice_id as "invoiceId", i.customer_id as "customerId", i.number, n.code, n.problem,
      case when n.position > ${reached} then ${rest} when n.code is null then 'done' else 'refused' end as result
    from run_items n left join invoices i on i.tenant_id = n.tenant_id and i.invoice_id = n.invoice_id
    where n.tenant_id = ${tenant} and n.run_id = ${runId} and n.position > ${after} ${result ? wanted[result] : sql``}
    order by n.position limit ${limit}`;
}
