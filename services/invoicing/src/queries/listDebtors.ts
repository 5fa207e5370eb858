import type { Context } from '@purser/bus';
import { tenantToday } from '../store/tenantToday.ts';

const most = 1000;

/** Who owes something, the longest overdue first; two who are late alike in the order of their ids. */
export async function listDebtors(ctx: Pick<Context, 'tx' | 'tenant' | 'now'>, { overdue }: { overdue: boolean }) {
  const { today } = await tenantToday(ctx);
  const rows = await ctx.tx.sql<{ customerId: string; late: boolean }[]>`
    select customer_id as "customerId", min(due_on) < ${today} as late from invoices
    where tenant_id = ${ctx.tenant} and state in ('open', 'partlyPaid')
    group by customer_id order by min(due_on), customer_id`;
  const late = rows.filter((row) => row.late);
  const shown = overdue ? late : rows;
  return {
    customerIds: shown.slice(0, most).map(({ customerId }) => customerId),
    count: rows.length,
    overdueCount: late.length,
  };
}
