import type { Context } from '@purser/bus';
import type { Invoice, InvoiceStatus } from '../domain/invoice.ts';
import { type Cursor, cursorText } from './cursor.ts';

export type ListedInvoice = Invoice & { issuedOn: string | null; createdAt: string };

/** One status, or all that is owed, or everything. */
export type Shown = InvoiceStatus | 'outstanding' | 'all';

export type Asked = {
  shown: Shown;
  /** In the tenant's zone: late is what was due before. */
  today: string;
  customerId?: string | undefined;
  /** Drafts are the tenant's own affair. */
  withDrafts: boolean;
  /** The beginning of a number. */
  number?: string | undefined;
  ids?: readonly string[] | undefined;
  after?: Cursor | undefined;
  limit: number;
};

type Reading = Pick<Context, 'tx' | 'tenant'>;
type Sql = Context['tx']['sql'];

/** A page of invoices, the newest first, and where the next one begins. */
export async function readPage(
  { tx, tenant }: Reading,
  asked: Asked,
): Promise<{ invoices: ListedInvoice[]; next: string | null }> {
  const { sql } = tx;
  const { limit } = asked;
  // Which rows they are is found in an index alone; only those of the page are read, since an invoice is wide.
  const rows = await sql<ListedInvoice[]>`
    with page as materialized (
      select created_at, invoice_id from invoices where tenant_id = ${tenant} ${conditions(sql, asked)}
      order by created_at desc, invoice_id desc limit ${limit + 1}
    )
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", i.currency, i.net, i.tax, i.total, i.paid, i.credited,
      i.off_balance as "offBalance", i.credit_applied as "creditApplied",
      i.written_off as "writtenOff", i.number, i.issued_on as "issuedOn", i.due_on as "dueOn", i.voided_on as "voidedOn",
      i.created_at as "createdAt"
    from page join invoices i on i.tenant_id = ${tenant} and i.invoice_id = page.invoice_id
    order by page.created_at desc, page.invoice_id desc`;
  const invoices = rows.slice(0, limit);
  const last = invoices.at(-1);
  return {
    invoices,
    next: last && rows.length > limit ? cursorText({ createdAt: last.createdAt, id: last.invoiceId }) : null,
  };
}

/** Sorts after every text that begins with the same characters. */
const afterAll = '\u{10ffff}';

/** Which invoices are meant, beyond whose they are. */
export function conditions(sql: Sql, asked: Omit<Asked, 'limit'>) {
  const { customerId, after, withDrafts, number, ids } = asked;
  const key = number?.toUpperCase();
  return sql`and ${shown(sql, asked)}
    ${customerId ? sql`and customer_id = ${customerId}` : sql``}
    ${after ? sql`and (created_at, invoice_id) < (${after.createdAt}, ${after.id})` : sql``}
    ${ids ? sql`and invoice_id = any(${ids}::uuid[])` : sql``}
    ${withDrafts ? sql`` : sql`and state <> 'draft'`}
    ${key ? sql`and number_key >= ${key} and number_key < ${key + afterAll}` : sql``}`;
}

/** `statusOf`, as a condition on what is stored. */
function shown(sql: Sql, { shown: what, today }: Omit<Asked, 'limit'>) {
  switch (what) {
    case 'all':
      return sql`true`;
    case 'outstanding':
      return sql`state in ('open', 'partlyPaid')`;
    case 'overdue':
      return sql`state in ('open', 'partlyPaid') and due_on < ${today}`;
    case 'open':
    case 'partlyPaid':
      return sql`state = ${what} and due_on >= ${today}`;
    default:
      return sql`state = ${what}`;
  }
}
