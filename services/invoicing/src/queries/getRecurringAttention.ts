import type { Context } from '@purser/bus';

type Row = {
  recurringId: string;
  invoiceId: string;
  customerId: string;
  name: string;
  total: bigint;
  currency: string;
  issueAt: string;
  problem: string | null;
  count: number;
};
type Stopped = { recurringId: string; customerId: string; name: string; problem: string };

const shown = 10;

/** What waits for a person: drafts to look at, those that could not be issued, and what came to a stop. */
export async function getRecurringAttention(ctx: Pick<Context, 'tx' | 'tenant'>) {
  const { tx, tenant } = ctx;
  const stopped = await tx.sql<Stopped[]>`
    select recurring_id as "recurringId", customer_id as "customerId", name, problem from recurring_invoices
    where tenant_id = ${tenant} and problem is not null order by recurring_id desc limit ${shown}`;
  const reviews = await waiting(ctx, false);
  const failed = await waiting(ctx, true);
  return {
    reviews: reviews.map(({ problem: _, count: __, total, issueAt, ...each }) => ({
      ...each,
      total: Number(total),
      issueAt: new Date(issueAt).toISOString(),
    })),
    reviewCount: reviews[0]?.count ?? 0,
    failed: failed.map(({ recurringId, invoiceId, customerId, name, problem, issueAt }) => ({
      recurringId,
      invoiceId,
      customerId,
      name,
      problem: problem ?? '',
      at: new Date(issueAt).toISOString(),
    })),
    stopped,
  };
}

/** Drafts that recurring invoices have made and that are drafts still, the soonest first. */
function waiting({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>, isFailed: boolean): Promise<Row[]> {
  return tx.sql<Row[]>`
    select u.recurring_id as "recurringId", u.invoice_id as "invoiceId", u.customer_id as "customerId", r.name, i.total, i.currency,
      u.issue_at as "issueAt", u.problem, count(*) over ()::int as count
    from invoices i
      join recurring_runs u on u.tenant_id = i.tenant_id and u.invoice_id = i.invoice_id
      join recurring_invoices r on r.tenant_id = u.tenant_id and r.recurring_id = u.recurring_id
    where i.tenant_id = ${tenant} and i.state = 'draft' and (u.problem is not null) = ${isFailed}
    order by u.issue_at, u.invoice_id limit ${shown}`;
}
