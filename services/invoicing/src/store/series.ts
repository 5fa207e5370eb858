import type { Context } from '@purser/bus';
import { type Counters, type Given, patternOf, type Series, type SeriesKind } from '../domain/number.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;
export type StoredSeries = Series & { kind: SeriesKind };

/** All series of the tenant. */
export async function readSeries({ tx, tenant }: Storing): Promise<StoredSeries[]> {
  return tx.sql<StoredSeries[]>`
    select kind, prefix, suffix, padding, yearly from number_series where tenant_id = ${tenant}
    order by array_position(array['invoice', 'creditNote', 'quote'], kind)`;
}

/** Holds a series until the commit: nobody takes a number of it meanwhile. @returns whether there is one */
export async function lockSeries({ tx, tenant }: Storing, kind: SeriesKind): Promise<boolean> {
  const rows = await tx.sql`select 1 from number_series where tenant_id = ${tenant} and kind = ${kind} for update`;
  return rows.length === 1;
}

/** Where the counters of a series stand. */
export async function readCounters({ tx, tenant }: Storing, kind: SeriesKind): Promise<Map<number, bigint>> {
  const rows = await tx.sql<{ year: number; next: bigint }[]>`
    select year, next from number_counters where tenant_id = ${tenant} and kind = ${kind}`;
  return new Map(rows.map(({ year, next }) => [year, next]));
}

/** The highest place of each year among the numbers, given ever, that look like those of a series. Read it under its lock. */
export async function givenLike({ tx, tenant }: Storing, { kind, ...series }: StoredSeries): Promise<Given[]> {
  const { pattern, yearGroup, placeGroup } = patternOf(series);
  return tx.sql<Given[]>`
    select case when ${yearGroup}::int is not null then found[${yearGroup}::int] end as year,
      max(found[${placeGroup}::int]::bigint) as place
    from (select regexp_match(number, ${pattern}) as found from (${numbersOf(tx.sql, tenant, kind)}) numbers) looked
    where found is not null
    group by 1`;
}

/** Every number that was given to documents of a kind. */
function numbersOf(sql: Context['tx']['sql'], tenant: string, kind: SeriesKind) {
  switch (kind) {
    case 'invoice':
      return sql`select number from invoices where tenant_id = ${tenant} and number is not null`;
    case 'creditNote':
      return sql`select number from credit_notes where tenant_id = ${tenant}`;
    case 'quote':
      return sql`select number from quotes where tenant_id = ${tenant} and number is not null`;
  }
}

/** The series as it is from now on, and where those of its counters stand that moved. */
export async function storeSeries(
  { tx, tenant }: Storing,
  { kind, prefix, suffix, padding, yearly }: StoredSeries,
  counters: Counters,
): Promise<void> {
  await tx.sql`
    update number_series set prefix = ${prefix}, suffix = ${suffix}, padding = ${padding}, yearly = ${yearly}
    where tenant_id = ${tenant} and kind = ${kind}`;
  for (const [year, next] of counters)
    await tx.sql`
      insert into number_counters (tenant_id, kind, year, next) values (${tenant}, ${kind}, ${year}, ${next})
      on conflict (tenant_id, kind, year) do update set next = excluded.next`;
}
