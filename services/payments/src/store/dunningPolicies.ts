import { type DunningPolicy, usualDunning } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { ChargeAt } from './autopay.ts';

/** A tenant's policy; version 0 is the usual one, that nobody has set. */
export type StoredPolicy = DunningPolicy & { version: number; chargeAt: ChargeAt; changedAt: Date | null };
type Row = Omit<StoredPolicy, 'changedAt'> & { changedAt: string };

export async function readPolicy({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>): Promise<StoredPolicy> {
  const [row] = await tx.sql<Row[]>`
    select version, waits_days, grace_days, end_with as "end", charge_at as "chargeAt", changed_at as "changedAt"
    from dunning_policies where tenant_id = ${tenant}`;
  return row
    ? { ...row, changedAt: new Date(row.changedAt) }
    : { ...usualDunning, version: 0, chargeAt: 'due', changedAt: null };
}

/** @returns the new version; undefined when somebody else was first. */
export async function storePolicy(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { version, waits_days, grace_days, end, chargeAt }: Omit<StoredPolicy, 'changedAt'>,
): Promise<number | undefined> {
  const [row] = await tx.sql<{ version: number }[]>`
    insert into dunning_policies (tenant_id, version, waits_days, grace_days, end_with, charge_at, changed_at)
    select ${tenant}, 1, ${[...waits_days]}::int[], ${grace_days}, ${end}, ${chargeAt}, ${now.toISOString()}
    where ${version}::int = 0 or exists (select from dunning_policies where tenant_id = ${tenant})
    on conflict (tenant_id) do update set version = dunning_policies.version + 1, waits_days = excluded.waits_days,
      grace_days = excluded.grace_days, end_with = excluded.end_with, charge_at = excluded.charge_at, changed_at = excluded.changed_at
    where dunning_policies.version = ${version}
    returning version`;
  return row?.version;
}
