import type { Context } from '@purser/bus';
import type { InvoiceStatus } from '../domain/invoice.ts';

/** Invoices of one status and currency together; minor units. */
export type Tally = { status: InvoiceStatus; currency: string; count: number; due: bigint; total: bigint };

type Reading = Pick<Context, 'tx' | 'tenant'>;
type Of = { today: string; customerId?: string | undefined };

/**
 * How many invoices there are of each status, and what they come to; of one customer where asked for. A status may come in
 * several tallies. Each state is a stretch of an index that answers alone; all at once would be sorted first.
 */
export async function tallyInvoices({ tx, tenant }: Reading, { today, customerId }: Of): Promise<Tally[]> {
  const { sql } = tx;
  return sql<Tally[]>`
    select case when of_state.late and states.state in ('open', 'partlyPaid') then 'overdue' else states.state end as status,
      of_state.currency, of_state.count, of_state.due, of_state.total
    from unnest(array['draft', 'open', 'partlyPaid', 'paid', 'void', 'uncollectible']) as states(state) cross join lateral (
      select currency, due_on < ${today} as late, count(*)::int as count, sum(due)::bigint as due, sum(total)::bigint as total
      from invoices
      where tenant_id = ${tenant} and invoices.state = states.state
        ${customerId ? sql`and customer_id = ${customerId}` : sql``}
      group by 1, 2
    ) of_state`;
}

/** What was settled since a day less what went back of it, per currency. */
export async function sumPaid(
  { tx, tenant }: Reading,
  { since, customerId }: { since?: string; customerId?: string | undefined },
): Promise<{ currency: string; amount: bigint }[]> {
  const { sql } = tx;
  return sql<{ currency: string; amount: bigint }[]>`
    select currency, sum(amount)::bigint as amount from (
      select currency, amount from allocations
      where tenant_id = ${tenant} ${since ? sql`and allocated_on >= ${since}` : sql``}
        ${customerId ? sql`and customer_id = ${customerId}` : sql``}
      union all
      select currency, -amount from payment_reversals
      where tenant_id = ${tenant} ${since ? sql`and reversed_on >= ${since}` : sql``}
        ${customerId ? sql`and customer_id = ${customerId}` : sql``}
    ) moved
    group by currency`;
}

/** The longest overdue first. */
export async function longestOverdue({ tx, tenant }: Reading, today: string, limit: number) {
  return tx.sql<
    { invoiceId: string; customerId: string; number: string; due: bigint; currency: string; dueDate: string }[]
  >`
    with late as materialized (
      select due_on, invoice_id from invoices
      where tenant_id = ${tenant} and state in ('open', 'partlyPaid') and due_on < ${today}
      order by due_on, invoice_id limit ${limit}
    )
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.number, i.due, i.currency, i.due_on as "dueDate"
    from late join invoices i on i.tenant_id = ${tenant} and i.invoice_id = late.invoice_id
    order by late.due_on, late.invoice_id`;
}
