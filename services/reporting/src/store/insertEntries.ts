import type { Context } from '@purser/bus';
import type { Entry } from '../domain/entry.ts';

export type BookedEntry = Entry & { entryId: string; sourceEvent: string };

/**
 * Writes entries with their postings, in one statement; what the same event has booked before is left as it stands.
 * Dates and amounts travel as text: the driver has no writer for an array of dates, nor for one of bigints.
 * @returns how many were new.
 */
export async function insertEntries(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  entries: readonly BookedEntry[],
): Promise<number> {
  const all = <K extends keyof BookedEntry>(key: K) => entries.map((entry) => entry[key]);
  const postings = entries.flatMap(({ entryId, postings }) => postings.map((posting) => ({ entryId, ...posting })));
  const [row] = await tx.sql<{ booked: number }[]>`
    with fresh as (
      insert into entries (tenant_id, entry_id, kind, source_event, source_id, invoice_id, currency, effective_on, booked_at)
      select ${tenant}, e.id, e.kind, e.event, e.source, e.invoice, e.currency, e.effective::date, ${now.toISOString()}
      from unnest(${all('entryId')}::uuid[], ${all('kind')}::text[], ${all('sourceEvent')}::uuid[], ${all('sourceId')}::uuid[],
        ${all('invoiceId')}::uuid[], ${all('currency')}::text[], ${all('effectiveOn')}::text[])
        as e(id, kind, event, source, invoice, currency, effective)
      on conflict (tenant_id, source_event, kind) do nothing
      returning entry_id
    ), posted as (
      insert into postings (tenant_id, entry_id, account, amount)
      select ${tenant}, p.entry_id, p.account, p.amount
      from unnest(${postings.map((p) => p.entryId)}::uuid[], ${postings.map((p) => p.account)}::text[],
        ${postings.map((p) => String(p.amount))}::bigint[]) as p(entry_id, account, amount)
      join fresh using (entry_id)
    )
    select count(*)::int as booked from fresh`;
  return row?.booked ?? 0;
}
