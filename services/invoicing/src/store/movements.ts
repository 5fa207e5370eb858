import type { Context } from '@purser/bus';
import type { Movement } from '../domain/statement.ts';

type Reading = Pick<Context, 'tx' | 'tenant'>;
type Of = { customerId: string; currency: string };

/**
 * All that ever moved between the tenant and a customer in a currency, one row each. A payment is what came, whatever it settled, and
 * what a customer's bank took back of one is a refund. Credit that settles an invoice moves nothing between the two, and neither does a
 * write-off, which is the tenant's own loss and forgives nothing (decision 18).
 */
function movements({ tx: { sql }, tenant }: Reading, { customerId, currency }: Of) {
  return sql`
    select issued_on as date, 'invoice' as kind, number as reference, invoice_id as source_id, due_on, total as amount
    from invoices where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and state <> 'draft'
    union all
    select voided_on, 'void', number, invoice_id, null, -total
    from invoices where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and state = 'void'
    union all
    select issued_on, 'creditNote', number, credit_note_id, null, -total
    from credit_notes where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}
    union all
    select min(p.day), 'payment', coalesce(string_agg(i.number, ', ' order by i.number), ''), p.payment_id, null, -sum(p.amount)
    from (
      select payment_id, invoice_id, allocated_on as day, amount
      from allocations where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}
      union all
      select source_id, null, credited_on, amount from credits
      where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and source = 'payment'
    ) p left join invoices i on i.tenant_id = ${tenant} and i.invoice_id = p.invoice_id
    group by p.payment_id
    union all
    select credited_on, 'credit', '', source_id, null, -amount from credits
    where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}
      and source not in ('payment', 'creditNote')
    union all
    select asked_on, 'refund', '', refund_id, null, amount from refunds_asked
    where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}
    union all
    select reversed_on, 'refund', '', cause_id, null, amount from payment_reversals
    where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and cause = 'dispute'
    union all
    select reversed_on, 'refund', '', dispute_id, null, amount from credit_reversals
    where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}`;
}

/** What had moved before a day. */
export async function balanceBefore(ctx: Reading, of: Of, day: string): Promise<bigint> {
  const [row] = await ctx.tx.sql<{ balance: bigint }[]>`
    select coalesce(sum(amount), 0)::bigint as balance from (${movements(ctx, of)}) m where date < ${day}`;
  return row?.balance ?? 0n;
}

/** What moved from one day to another, both counting; one more than `most` where there is more. */
export async function movementsIn(
  ctx: Reading,
  of: Of,
  { from, until, most }: { from: string; until: string; most: number },
): Promise<Movement[]> {
  return ctx.tx.sql<Movement[]>`
    select date, kind, reference, source_id as "sourceId", due_on as "dueOn", amount::bigint as amount
    from (${movements(ctx, of)}) m where date between ${from} and ${until} limit ${most + 1}`;
}

/** What was due on each invoice at the end of a day, where anything was. */
export async function dueAt(
  { tx: { sql }, tenant }: Reading,
  { customerId, currency }: Of,
  day: string,
): Promise<{ dueOn: string; due: bigint }[]> {
  return sql<{ dueOn: string; due: bigint }[]>`
    select * from (
      select i.due_on as "dueOn", (i.total
        - coalesce((select sum(amount) from allocations a
            where a.tenant_id = ${tenant} and a.invoice_id = i.invoice_id and a.allocated_on <= ${day}), 0)
        + coalesce((select sum(amount) from payment_reversals v
            where v.tenant_id = ${tenant} and v.invoice_id = i.invoice_id and v.reversed_on <= ${day}), 0)
        - coalesce((select sum(off_balance) from credit_notes c
            where c.tenant_id = ${tenant} and c.invoice_id = i.invoice_id and c.issued_on <= ${day}), 0)
        - coalesce((select sum(amount) from credit_applications p
            where p.tenant_id = ${tenant} and p.invoice_id = i.invoice_id and p.applied_on <= ${day}), 0))::bigint as due
      from invoices i
      where i.tenant_id = ${tenant} and i.customer_id = ${customerId} and i.currency = ${currency} and i.state <> 'draft'
        and i.issued_on <= ${day} and (i.voided_on is null or i.voided_on > ${day})
    ) d where due <> 0`;
}

/** What the customer had in credit at the end of a day. */
export async function creditAt({ tx, tenant }: Reading, { customerId, currency }: Of, day: string): Promise<bigint> {
  const [row] = await tx.sql<{ credit: bigint }[]>`
    select coalesce(sum(amount), 0)::bigint as credit from (
      select amount from credits
      where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and credited_on <= ${day}
      union all
      select -amount from credit_applications
      where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and applied_on <= ${day}
      union all
      select -from_credit from refunds_asked
      where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and asked_on <= ${day}
      union all
      select -amount from credit_reversals
      where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency} and reversed_on <= ${day}
    ) c`;
  return row?.credit ?? 0n;
}

/** The currencies in which anything ever moved. */
export async function currenciesOf({ tx, tenant }: Reading, customerId: string): Promise<string[]> {
  const rows = await tx.sql<{ currency: string }[]>`
    select currency from invoices where tenant_id = ${tenant} and customer_id = ${customerId} and state <> 'draft'
    union
    select currency from credits where tenant_id = ${tenant} and customer_id = ${customerId}
    order by 1`;
  return rows.map(({ currency }) => currency);
}
