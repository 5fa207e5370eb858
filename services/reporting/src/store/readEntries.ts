import type { reporting as contract } from '@purser/contracts';
import type { Tx } from '@purser/db';
import { safeAmount } from '../domain/safeAmount.ts';

type Page = { invoiceId?: string | undefined; after?: string | undefined; limit: number };
type Row = {
  entry_id: string;
  kind: contract.EntryKind;
  source_id: string;
  invoice_id: string | null;
  currency: string;
  effective_on: string;
  booked_at: string;
};
type PostingRow = { entry_id: string; account: contract.Account; amount: bigint };

/** Entries after a given one in the order of their ids, of one invoice where asked for, each with its postings. */
export async function readEntries({ sql }: Tx, { invoiceId, after, limit }: Page) {
  const rows = await sql<Row[]>`
    select entry_id, kind, source_id, invoice_id, currency, effective_on, booked_at from entries
    where true ${invoiceId ? sql`and invoice_id = ${invoiceId}` : sql``} ${after ? sql`and entry_id > ${after}` : sql``}
    order by entry_id limit ${limit}`;
  const postings = await sql<PostingRow[]>`
    select entry_id, account, amount from postings where entry_id = any(${rows.map((row) => row.entry_id)}::uuid[])`;
  const ofEntry = Map.groupBy(postings, (posting) => posting.entry_id);
  return rows.map((row) => ({
    entryId: row.entry_id,
    kind: row.kind,
    sourceId: row.source_id,
    invoiceId: row.invoice_id,
    currency: row.currency,
    effectiveOn: row.effective_on,
    bookedAt: new Date(row.booked_at).toISOString(),
    postings: (ofEntry.get(row.entry_id) ?? [])
      .map(({ account, amount }) => ({ account, amount: safeAmount(amount) }))
      .toSorted((a, b) => b.amount - a.amount || a.account.localeCompare(b.account)),
  }));
}
