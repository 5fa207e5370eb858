import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';

type Where = Pick<Context, 'tx' | 'tenant'>;

export type StoredRate = { from: string; effectiveFrom: string; rate: string };
/** What a unit of a currency is worth on a day. */
export type RateOn = { on: string; currency: string; rate: string };

export async function countRates({ tx }: Where): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`select count(*)::int as count from exchange_rates`;
  return row?.count ?? 0;
}

/** One of the same day takes the place of what was stored. */
export async function saveRates({ tx, tenant }: Where, into: string, rates: readonly StoredRate[]): Promise<void> {
  await tx.sql`
    insert into exchange_rates (tenant_id, into_currency, from_currency, effective_from, rate)
    select ${tenant}, ${into}, r.currency, r.day::date, r.rate::numeric
    from unnest(${rates.map(({ from }) => from)}::text[], ${rates.map(({ effectiveFrom }) => effectiveFrom)}::text[],
      ${rates.map(({ rate }) => rate)}::text[]) as r(currency, day, rate)
    on conflict (tenant_id, into_currency, from_currency, effective_from) do update set rate = excluded.rate`;
}

/** Whether there was one. */
export async function deleteRate(
  { tx, tenant }: Where,
  { from, into, effectiveFrom }: { from: string; into: string; effectiveFrom: string },
): Promise<boolean> {
  const { count } = await tx.sql`
    delete from exchange_rates where tenant_id = ${tenant} and into_currency = ${into} and from_currency = ${from}
      and effective_from = ${effectiveFrom}`;
  return count > 0;
}

type Page = { into: string; from?: string | undefined; after?: Omit<StoredRate, 'rate'> | undefined; limit: number };

/** By currency, the latest day first, as decimal text without zeros that say nothing. */
export async function readRates({ tx: { sql }, tenant }: Where, { into, from, after, limit }: Page) {
  return sql<StoredRate[]>`
    select from_currency as "from", effective_from as "effectiveFrom", trim_scale(rate)::text as rate from exchange_rates
    where tenant_id = ${tenant} and into_currency = ${into} ${from ? sql`and from_currency = ${from}` : sql``}
      ${after ? sql`and (from_currency > ${after.from} or from_currency = ${after.from} and effective_from < ${after.effectiveFrom})` : sql``}
    order by from_currency, effective_from desc limit ${limit}`;
}

type Wanted = { tenant: string; into: string; days: readonly string[]; currencies: readonly string[] };

/** The rate of each currency that holds on each day; one that has none on a day is left out. */
export async function ratesOn({ sql }: Tx, { tenant, into, days, currencies }: Wanted): Promise<RateOn[]> {
  return sql<RateOn[]>`
    select d.day as "on", c.currency, trim_scale(r.rate)::text as rate
    from unnest(${days}::text[]) as d(day) cross join unnest(${currencies}::text[]) as c(currency)
    cross join lateral (
      select rate from exchange_rates e
      where e.tenant_id = ${tenant} and e.into_currency = ${into} and e.from_currency = c.currency and e.effective_from <= d.day::date
      order by e.effective_from desc limit 1
    ) r`;
}
