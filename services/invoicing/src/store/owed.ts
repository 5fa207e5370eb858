import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { type AgeBucket, dueDatesOf } from '../domain/ageing.ts';

type Reading = Pick<Context, 'tx' | 'tenant'>;
type Sums = {
  currency: string;
  current: bigint;
  days1to30: bigint;
  days31to60: bigint;
  days61to90: bigint;
  over90: bigint;
  total: bigint;
  count: number;
};
export type CurrencyOwed = Sums & {
  currentCount: number;
  days1to30Count: number;
  days31to60Count: number;
  days61to90Count: number;
  over90Count: number;
};
export type CustomerOwed = Sums & { customerId: string; all: number };

const late = ({ sql }: Context['tx'], today: string) => sql`(${today}::date - due_on)`;

function sums(tx: Context['tx'], today: string) {
  const { sql } = tx;
  const days = late(tx, today);
  return sql`
    coalesce(sum(due) filter (where ${days} <= 0), 0)::bigint as current,
    coalesce(sum(due) filter (where ${days} between 1 and 30), 0)::bigint as "days1to30",
    coalesce(sum(due) filter (where ${days} between 31 and 60), 0)::bigint as "days31to60",
    coalesce(sum(due) filter (where ${days} between 61 and 90), 0)::bigint as "days61to90",
    coalesce(sum(due) filter (where ${days} > 90), 0)::bigint as over90,
    sum(due)::bigint as total, count(*)::int as count`;
}

/** What is owed per currency, by how long it has been due. From an index alone, as the next. */
export async function owedByCurrency({ tx, tenant }: Reading, today: string): Promise<CurrencyOwed[]> {
  const { sql } = tx;
  const days = late(tx, today);
  return sql<CurrencyOwed[]>`
    select currency, ${sums(tx, today)},
      (count(*) filter (where ${days} <= 0))::int as "currentCount",
      (count(*) filter (where ${days} between 1 and 30))::int as "days1to30Count",
      (count(*) filter (where ${days} between 31 and 60))::int as "days31to60Count",
      (count(*) filter (where ${days} between 61 and 90))::int as "days61to90Count",
      (count(*) filter (where ${days} > 90))::int as "over90Count"
    from invoices where tenant_id = ${tenant} and due > 0 group by currency order by currency`;
}

/** The customers who owe most; `all` is how many owe at all. */
export async function owedByCustomer({ tx, tenant }: Reading, today: string, limit: number): Promise<CustomerOwed[]> {
  const { sql } = tx;
  return sql<CustomerOwed[]>`
    select customer_id as "customerId", currency, ${sums(tx, today)}, (count(*) over ())::int as all
    from invoices where tenant_id = ${tenant} and due > 0
    group by customer_id, currency order by currency, total desc, customer_id limit ${limit}`;
}

type Asked = {
  today: string;
  currency?: string | undefined;
  bucket?: AgeBucket | undefined;
  customerId?: string | undefined;
  after?: string | undefined;
  limit: number;
};
export type OwedInvoice = {
  invoiceId: string;
  customerId: string;
  number: string;
  currency: string;
  issueDate: string;
  dueDate: string;
  total: bigint;
  due: bigint;
};

const form = /^(\d{4}-\d\d-\d\d) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A page of the invoices that something is owed on, the longest due first, and where the next begins. */
export async function owedPage({ tx, tenant }: Reading, asked: Asked) {
  const { sql } = tx;
  const { currency, customerId, bucket, limit, today } = asked;
  const { after, until } = bucket ? dueDatesOf(bucket, today) : { after: null, until: null };
  const from = asked.after === undefined ? undefined : readCursor(asked.after);
  const rows = await sql<OwedInvoice[]>`
    with page as materialized (
      select due_on, invoice_id from invoices
      where tenant_id = ${tenant} and due > 0
        ${currency ? sql`and currency = ${currency}` : sql``}
        ${customerId ? sql`and customer_id = ${customerId}` : sql``}
        ${after ? sql`and due_on > ${after}` : sql``}
        ${until ? sql`and due_on <= ${until}` : sql``}
        ${from ? sql`and (due_on, invoice_id) > (${from.dueOn}, ${from.invoiceId})` : sql``}
      order by due_on, invoice_id limit ${limit + 1}
    )
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.number, i.currency, i.issued_on as "issueDate",
      i.due_on as "dueDate", i.total, i.due
    from page join invoices i on i.tenant_id = ${tenant} and i.invoice_id = page.invoice_id
    order by page.due_on, page.invoice_id`;
  const invoices = rows.slice(0, limit);
  const last = invoices.at(-1);
  return { invoices, next: last && rows.length > limit ? `${last.dueDate} ${last.invoiceId}` : null };
}

/** @throws Fault invalid */
function readCursor(text: string): { dueOn: string; invoiceId: string } {
  const [, dueOn, invoiceId] = form.exec(text) ?? [];
  if (dueOn && invoiceId && !Number.isNaN(Date.parse(dueOn))) return { dueOn, invoiceId };
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}
