import type { Context } from '@purser/bus';
import type { StoredRate } from '../domain/taxRates.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;

const columns = ({ sql }: Context['tx']) => sql`
  rate_id as "rateId", name, percent, inclusive, kind, valid_from as "validFrom", valid_until as "validUntil", used`;

/** The charging ones first, the higher before the lower. */
export async function allRates({ tx, tenant }: Storing): Promise<StoredRate[]> {
  return tx.sql<StoredRate[]>`
    select ${columns(tx)} from tax_rates where tenant_id = ${tenant}
    order by kind = 'standard' desc, percent::numeric desc, name, kind, valid_from nulls first, rate_id`;
}

export async function ratesById(ctx: Storing, rateIds: readonly string[]): Promise<Map<string, StoredRate>> {
  if (rateIds.length === 0) return new Map();
  const { tx, tenant } = ctx;
  const rows = await tx.sql<StoredRate[]>`
    select ${columns(tx)} from tax_rates where tenant_id = ${tenant} and rate_id = any(${[...rateIds]}::uuid[])`;
  return new Map(rows.map((rate) => [rate.rateId, rate]));
}

/** The rate, locked until the commit: nobody uses or changes it meanwhile. */
export async function findAndLockRate({ tx, tenant }: Storing, rateId: string): Promise<StoredRate | undefined> {
  const [row] = await tx.sql<StoredRate[]>`
    select ${columns(tx)} from tax_rates where tenant_id = ${tenant} and rate_id = ${rateId} for update`;
  return row;
}

/** Writes a rate as it is from now on. */
export async function saveRate(
  { tx, tenant }: Storing,
  { rateId, name, percent, inclusive, kind, validFrom, validUntil }: StoredRate,
): Promise<void> {
  await tx.sql`
    update tax_rates set name = ${name}, percent = ${percent}, inclusive = ${inclusive}, kind = ${kind}, valid_from = ${validFrom},
      valid_until = ${validUntil}
    where tenant_id = ${tenant} and rate_id = ${rateId}`;
}

/** @returns false when the id is taken */
export async function insertRate(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { rateId, name, percent, inclusive, kind, validFrom, validUntil }: StoredRate,
): Promise<boolean> {
  const made = await tx.sql`
    insert into tax_rates (tenant_id, rate_id, name, percent, inclusive, kind, valid_from, valid_until, created_at)
    values (${tenant}, ${rateId}, ${name}, ${percent}, ${inclusive}, ${kind}, ${validFrom}, ${validUntil}, ${now.toISOString()})
    on conflict (tenant_id, rate_id) do nothing`;
  return made.count === 1;
}

/** Locks those that no invoice names yet, in one order whoever asks; nobody queues for the others. */
export async function lockUnused({ tx, tenant }: Storing, rateIds: readonly string[]): Promise<void> {
  await tx.sql`
    select 1 from tax_rates where tenant_id = ${tenant} and rate_id = any(${[...rateIds]}::uuid[]) and not used
    order by rate_id for update`;
}

/** From now on they charge what they charge. */
export async function markUsed({ tx, tenant }: Storing, rateIds: readonly string[]): Promise<void> {
  if (rateIds.length === 0) return;
  await tx.sql`
    update tax_rates set used = true
    where tenant_id = ${tenant} and rate_id = any(${[...new Set(rateIds)]}::uuid[]) and not used`;
}

/** Whether another rate of the same name charges the same on one of the same days. */
export async function hasTwin(
  { tx, tenant }: Storing,
  { rateId, name, percent, inclusive, kind, validFrom, validUntil }: StoredRate,
): Promise<boolean> {
  const twins = await tx.sql`
    select 1 from tax_rates where tenant_id = ${tenant} and rate_id <> ${rateId} and name = ${name} and percent = ${percent}
      and inclusive = ${inclusive} and kind = ${kind}
      and daterange(valid_from, valid_until, '[]') && daterange(${validFrom}::date, ${validUntil}::date, '[]')`;
  return twins.length > 0;
}

/** Whoever adds or changes rates does so one after the other. @returns how many there are */
export async function lockRates({ tx, tenant }: Storing): Promise<number> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`tax rates of ${tenant}`}, 0))`;
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from tax_rates where tenant_id = ${tenant}`;
  return row?.count ?? 0;
}
