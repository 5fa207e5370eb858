import type { Context } from '@purser/bus';
import type { QuoteState } from '../../domain/quote.ts';
import { notFound } from '../../domain/refusals.ts';

type Reading = Pick<Context, 'tx' | 'tenant'>;

/** A version of a quote. What is personal is sealed under the customer's key. */
export type StoredQuote = {
  quoteId: string;
  /** The id of the first version. */
  familyId: string;
  version: number;
  customerId: string;
  currency: string;
  state: QuoteState;
  document: string;
  note: Buffer | null;
  poNumber: Buffer | null;
  terms_days: number | null;
  total: bigint;
  validUntil: string | null;
  number: string | null;
  sentOn: string | null;
  acceptedAt: string | null;
  acceptedBy: 'customer' | 'staff' | null;
  /** What was chosen, as an invoice. */
  acceptedDocument: string | null;
  acceptedName: Buffer | null;
  acceptedAddress: Buffer | null;
  declinedAt: string | null;
  declineReason: Buffer | null;
  askedAt: string | null;
  invoiceId: string | null;
  createdAt: string;
  timeZone: string;
};

function columns({ sql }: Context['tx']) {
  return sql`q.quote_id as "quoteId", q.family_id as "familyId", q.version, q.customer_id as "customerId", q.currency, q.state,
    q.document, q.note, q.po_number as "poNumber", q.terms_days, q.total, q.valid_until as "validUntil", q.number,
    q.sent_on as "sentOn", q.accepted_at as "acceptedAt", q.accepted_by as "acceptedBy",
    q.accepted_document as "acceptedDocument", q.accepted_name as "acceptedName", q.accepted_address as "acceptedAddress",
    q.declined_at as "declinedAt", q.decline_reason as "declineReason", q.asked_at as "askedAt",
    q.invoice_id as "invoiceId", q.created_at as "createdAt", t.time_zone as "timeZone"`;
}

export async function findQuote({ tx, tenant }: Reading, quoteId: string): Promise<StoredQuote | undefined> {
  const [row] = await tx.sql<StoredQuote[]>`
    select ${columns(tx)} from quotes q join tenants t on t.tenant_id = q.tenant_id
    where q.tenant_id = ${tenant} and q.quote_id = ${quoteId}`;
  return row;
}

/** The quote, locked until the commit: all that moves one begins here. @throws Fault notFound */
export async function lockQuote({ tx, tenant }: Reading, quoteId: string): Promise<StoredQuote> {
  const [row] = await tx.sql<StoredQuote[]>`
    select ${columns(tx)} from quotes q join tenants t on t.tenant_id = q.tenant_id
    where q.tenant_id = ${tenant} and q.quote_id = ${quoteId}
    for update of q`;
  if (!row) throw notFound('quote');
  return row;
}

export type QuoteVersion = Pick<StoredQuote, 'quoteId' | 'version' | 'state' | 'sentOn' | 'validUntil' | 'total'>;

/** All versions of a quote, the first one first. */
export async function versionsOf({ tx, tenant }: Reading, familyId: string): Promise<QuoteVersion[]> {
  return tx.sql<QuoteVersion[]>`
    select quote_id as "quoteId", version, state, sent_on as "sentOn", valid_until as "validUntil", total
    from quotes where tenant_id = ${tenant} and family_id = ${familyId} order by version`;
}

/** Whose quote it is; undefined where there is none. */
export async function customerOfQuote({ tx, tenant }: Reading, quoteId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ customerId: string }[]>`
    select customer_id as "customerId" from quotes where tenant_id = ${tenant} and quote_id = ${quoteId}`;
  return row?.customerId;
}

export async function setQuoteState({ tx, tenant }: Reading, quoteId: string, state: QuoteState): Promise<void> {
  await tx.sql`update quotes set state = ${state} where tenant_id = ${tenant} and quote_id = ${quoteId}`;
}
