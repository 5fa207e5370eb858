import { documentNumber } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import type { Series, SeriesKind } from '../domain/number.ts';

type Taking = Pick<Context, 'tx' | 'tenant'>;

/** The next number of a series for a document of the year. @see takeNumbers */
export async function takeNumber(ctx: Taking, kind: SeriesKind, year: number): Promise<string> {
  const [number = ''] = await takeNumbers(ctx, kind, 1, year);
  return number;
}

/**
 * The next numbers of a series, in order, for documents of the year (`yearOf` the issue date in the tenant's zone). The series stays
 * locked until the commit, so call it last: whoever wants numbers next waits here, and a rollback gives them back.
 */
export async function takeNumbers(
  { tx, tenant }: Taking,
  kind: SeriesKind,
  count: number,
  year: number,
): Promise<string[]> {
  const [taken] = await tx.sql<(Series & { first: bigint })[]>`
    with series as (
      select prefix, suffix, padding, yearly from number_series where tenant_id = ${tenant} and kind = ${kind} for update
    ), counter as (
      insert into number_counters as c (tenant_id, kind, year, next)
      select ${tenant}, ${kind}, case when yearly then ${year}::int else 0 end, 1 + ${count}::int from series
      on conflict (tenant_id, kind, year) do update set next = c.next + ${count}::int
      returning next - ${count}::int as first
    )
    select prefix, suffix, padding, yearly, first from series, counter`;
  if (!taken) throw notYet('tenant');
  return Array.from({ length: count }, (_, i) => documentNumber(taken, year, taken.first + BigInt(i)));
}
