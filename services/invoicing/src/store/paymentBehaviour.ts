import type { Context } from '@purser/bus';
import type { Late, Settled } from '../domain/standing.ts';

type Reading = Pick<Context, 'tx' | 'tenant'>;

/** The latest are enough to know a customer by. */
const most = 2000;

/** What came for invoices that were due since a day, the latest first. */
export async function readSettled({ tx, tenant }: Reading, customerId: string, since: string): Promise<Settled[]> {
  return tx.sql<Settled[]>`
    select a.invoice_id as "invoiceId", a.amount, i.total, a.allocated_on - i.due_on as "daysLate"
    from allocations a join invoices i on i.tenant_id = ${tenant} and i.invoice_id = a.invoice_id
    where a.tenant_id = ${tenant} and a.customer_id = ${customerId} and i.due_on >= ${since}
    order by a.allocated_on desc limit ${most}`;
}

export async function readOverdue({ tx, tenant }: Reading, customerId: string, today: string): Promise<Late[]> {
  return tx.sql<Late[]>`
    select ${today}::date - due_on as "daysLate" from invoices
    where tenant_id = ${tenant} and customer_id = ${customerId} and due > 0 and due_on < ${today}
    order by due_on limit ${most}`;
}
