import type { Context } from '@purser/bus';
import { tenantToday } from '../store/tenantToday.ts';

type Row = { customerId: string; currency: string; due: bigint; overdue: bigint; openCount: number };

/** What customers owe now, per currency. */
export async function getBalances(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { customerIds }: { customerIds: readonly string[] },
) {
  if (customerIds.length === 0) return { balances: [] };
  const { today } = await tenantToday(ctx);
  const rows = await ctx.tx.sql<Row[]>`
    select customer_id as "customerId", currency, sum(due)::bigint as due,
      coalesce(sum(due) filter (where due_on < ${today}), 0)::bigint as overdue, count(*)::int as "openCount"
    from invoices
    where tenant_id = ${ctx.tenant} and state in ('open', 'partlyPaid') and customer_id = any(${[...customerIds]}::uuid[])
    group by 1, 2 order by 1, 2`;
  return { balances: rows.map((row) => ({ ...row, due: Number(row.due), overdue: Number(row.overdue) })) };
}
