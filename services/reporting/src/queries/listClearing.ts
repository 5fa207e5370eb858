import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { safeAmount } from '../domain/safeAmount.ts';
import { planAnew } from '../store/planAnew.ts';

type Row = {
  entryId: string;
  kind: contract.EntryKind;
  sourceId: string;
  currency: string;
  clearing: bigint;
  effectiveOn: string;
};

/** A page of what moved the money at Stripe, by the dates it counts for; in the order of the entries' ids. */
export async function listClearing(
  { tx }: Pick<Context, 'tx'>,
  { from, to, after, limit }: z.output<typeof contract.listClearing.input>,
): Promise<z.input<typeof contract.listClearing.output>> {
  await planAnew({ tx });
  const { sql } = tx;
  const rows = await sql<Row[]>`
    select e.entry_id as "entryId", e.kind, e.source_id as "sourceId", e.currency, p.amount as clearing,
      e.effective_on as "effectiveOn"
    from entries e join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.entry_id and p.account = 'stripeClearing'
    where e.effective_on between ${from} and ${to} ${after === undefined ? sql`` : sql`and e.entry_id > ${after}`}
    order by e.entry_id limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  return {
    entries: page.map((row) => ({ ...row, clearing: safeAmount(row.clearing) })),
    next: rows.length > limit ? (page.at(-1)?.entryId ?? null) : null,
  };
}
