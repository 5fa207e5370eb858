import type { Context } from '@purser/bus';
import type { QuoteState } from '../../domain/quote.ts';
import { type Cursor, cursorText } from '../cursor.ts';
import type { StoredQuote } from './quotes.ts';

export type ListedQuote = Pick<
  StoredQuote,
  | 'quoteId'
  | 'customerId'
  | 'currency'
  | 'state'
  | 'version'
  | 'number'
  | 'total'
  | 'sentOn'
  | 'validUntil'
  | 'createdAt'
  | 'invoiceId'
>;

/** One status; what is still of interest, which an older version is not once a newer one was sent; or everything. */
export type ShownQuotes = QuoteState | 'current' | 'all';

type Asked = {
  shown: ShownQuotes;
  /** In the tenant's zone: over is what ended before. */
  today: string;
  customerId?: string | undefined;
  /** Drafts are the tenant's own affair. */
  withDrafts: boolean;
  /** The beginning of a number. */
  number?: string | undefined;
  after?: Cursor | undefined;
  limit: number;
};

type Reading = Pick<Context, 'tx' | 'tenant'>;
type Sql = Context['tx']['sql'];

/** A page of quotes, the newest first, and where the next one begins. */
export async function readQuotePage(
  { tx, tenant }: Reading,
  asked: Asked,
): Promise<{ quotes: ListedQuote[]; next: string | null }> {
  const { sql } = tx;
  const { limit } = asked;
  const rows = await sql<ListedQuote[]>`
    with page as materialized (
      select created_at, quote_id from quotes where tenant_id = ${tenant} ${conditions(sql, asked)}
      order by created_at desc, quote_id desc limit ${limit + 1}
    )
    select q.quote_id as "quoteId", q.customer_id as "customerId", q.currency, q.state, q.version, q.number, q.total,
      q.sent_on as "sentOn", q.valid_until as "validUntil", q.created_at as "createdAt", q.invoice_id as "invoiceId"
    from page join quotes q on q.tenant_id = ${tenant} and q.quote_id = page.quote_id
    order by page.created_at desc, page.quote_id desc`;
  const quotes = rows.slice(0, limit);
  const last = quotes.at(-1);
  const next = last && rows.length > limit ? cursorText({ createdAt: last.createdAt, id: last.quoteId }) : null;
  return { quotes, next };
}

/** Sorts after every text that begins with the same characters. */
const afterAll = '\u{10ffff}';

function conditions(sql: Sql, asked: Asked) {
  const { customerId, after, withDrafts, number } = asked;
  const key = number?.toUpperCase();
  return sql`and ${shown(sql, asked)}
    ${customerId ? sql`and customer_id = ${customerId}` : sql``}
    ${after ? sql`and (created_at, quote_id) < (${after.createdAt}, ${after.id})` : sql``}
    ${withDrafts ? sql`` : sql`and state <> 'draft'`}
    ${key ? sql`and number_key >= ${key} and number_key < ${key + afterAll}` : sql``}`;
}

/** `quoteStatus`, as a condition on what is stored. */
function shown(sql: Sql, { shown: what, today }: Asked) {
  switch (what) {
    case 'all':
      return sql`true`;
    case 'current':
      return sql`state <> 'superseded'`;
    case 'sent':
      return sql`state = 'sent' and valid_until >= ${today}`;
    case 'expired':
      return sql`(state = 'expired' or state = 'sent' and valid_until < ${today})`;
    default:
      return sql`state = ${what}`;
  }
}

export type QuoteTally = { status: QuoteState; currency: string; count: number; total: bigint };

/** How many quotes there are of each status, and what they come to; of one customer where asked for. */
export async function tallyQuotes(
  { tx, tenant }: Reading,
  { today, customerId }: { today: string; customerId?: string | undefined },
): Promise<QuoteTally[]> {
  const { sql } = tx;
  return sql<QuoteTally[]>`
    select case when state = 'sent' and valid_until < ${today} then 'expired' else state end as status, currency,
      count(*)::int as count, sum(total)::bigint as total
    from quotes where tenant_id = ${tenant} ${customerId ? sql`and customer_id = ${customerId}` : sql``}
    group by 1, 2`;
}
