import type { Context } from '@purser/bus';
import type { Verdict } from '../domain/findings.ts';
import { type Mode, own } from '../stripe/home.ts';

type Inside = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>;

export type Keys = { mode: Mode; secretKey: string; publishableKey: string };
type Whose = { id: string; name: string | null } | null;

/** A tenant's own keys of a mode, sealed; where nothing is in use yet, they are from now on. */
export async function storeKeys({ tx, tenant, now, keys }: Inside, given: Keys, whose: Whose): Promise<void> {
  const { mode, secretKey, publishableKey } = given;
  const ring = await keys();
  await tx.sql`
    insert into stripe_accounts (tenant_id, mode, account, publishable_key, secret_key, secret_hint, restricted, account_id, account_name,
      in_use, updated_at)
    values (${tenant}, ${mode}, ${own}, ${publishableKey}, ${ring.seal('stripe.secretKey', tenant, secretKey)}, ${secretKey.slice(-4)},
      ${secretKey.startsWith('rk_')}, ${whose?.id ?? null}, ${whose?.name ?? null},
      not exists (select from stripe_accounts where in_use), ${now.toISOString()})
    on conflict (tenant_id, mode, account) do update set publishable_key = excluded.publishable_key, secret_key = excluded.secret_key,
      secret_hint = excluded.secret_hint, restricted = excluded.restricted,
      account_id = coalesce(excluded.account_id, stripe_accounts.account_id),
      account_name = coalesce(excluded.account_name, stripe_accounts.account_name), updated_at = excluded.updated_at,
      checked_at = null, verdicts = '[]'`;
}

export type KeptKeys = {
  mode: Mode;
  publishableKey: string;
  secretHint: string | null;
  restricted: boolean | null;
  accountId: string | null;
  accountName: string | null;
  changedAt: Date;
  checkedAt: Date | null;
  verdicts: Verdict[];
  inUse: boolean;
};

type Row = Omit<KeptKeys, 'changedAt' | 'checkedAt'> & { changedAt: string; checkedAt: string | null };

/** What may be told of a tenant's own keys, of each mode that has some. */
export async function keptKeys({ tx }: Pick<Context, 'tx'>): Promise<KeptKeys[]> {
  const rows = await tx.sql<Row[]>`
    select mode, publishable_key as "publishableKey", secret_hint as "secretHint", restricted, account_id as "accountId",
      account_name as "accountName", updated_at as "changedAt", checked_at as "checkedAt", verdicts, in_use as "inUse"
    from stripe_accounts where account = ${own}`;
  return rows.map((row) => ({
    ...row,
    changedAt: new Date(row.changedAt),
    checkedAt: row.checkedAt === null ? null : new Date(row.checkedAt),
  }));
}

export async function storeVerdicts(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  mode: Mode,
  { verdicts, whose }: { verdicts: readonly Verdict[]; whose: Whose },
): Promise<void> {
  await tx.sql`
    update stripe_accounts set verdicts = ${JSON.stringify(verdicts)}::text::jsonb, checked_at = ${now.toISOString()},
      account_id = coalesce(${whose?.id ?? null}, account_id), account_name = coalesce(${whose?.name ?? null}, account_name)
    where mode = ${mode} and account = ${own}`;
}

/** Whether anything was begun with a mode's own keys: it is finished with them. */
export async function isBegun({ tx }: Pick<Context, 'tx'>, mode: Mode): Promise<boolean> {
  const [row] = await tx.sql<{ begun: boolean }[]>`
    select exists (select from attempts where mode = ${mode} and account = ${own})
      or exists (select from stripe_customers where mode = ${mode} and account = ${own}) as begun`;
  return row?.begun ?? false;
}
