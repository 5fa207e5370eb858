import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { safeAmount } from '../domain/safeAmount.ts';

type Row = {
  sourceId: string;
  kind: contract.EntryKind;
  currency: string;
  entries: number;
  clearing: bigint;
  total: bigint;
};

/** What is booked of each of them, per kind and currency; of what is not booked, nothing. */
export async function getBooked(
  { tx }: Pick<Context, 'tx'>,
  { sources }: z.output<typeof contract.getBooked.input>,
): Promise<z.input<typeof contract.getBooked.output>> {
  const rows = await tx.sql<Row[]>`
    select e.source_id as "sourceId", e.kind, e.currency, count(distinct e.entry_id)::int as entries,
      coalesce(sum(p.amount) filter (where p.account = 'stripeClearing'), 0)::bigint as clearing,
      coalesce(sum(p.amount) filter (where p.amount > 0), 0)::bigint as total
    from entries e join postings p using (tenant_id, entry_id)
    where e.source_id = any(${[...sources]}::uuid[])
    group by 1, 2, 3 order by 1, 2, 3`;
  return {
    booked: rows.map((row) => ({ ...row, clearing: safeAmount(row.clearing), total: safeAmount(row.total) })),
  };
}
