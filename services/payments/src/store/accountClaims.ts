import type { Context } from '@purser/bus';
import { platformTenant } from '@purser/message';
import type { Home, Mode } from '../stripe/home.ts';

type Claiming = Pick<Context, 'tx' | 'tenant'>;
/** With keys of the tenant's own, or connected to the platform. */
export type ClaimKind = 'own' | 'connected';
/** Whose it is: the one who asked; they already, the other way; somebody else. */
export type Claimed = 'held' | 'otherwise' | 'others';

/**
 * An account at Stripe is one tenant's in a mode, and in one way: two would both book its payouts. It leads to this tenant from now on, and
 * stays with it: what was begun there must be finished. Of two who ask at once, the second waits for the first and is told the truth. The
 * platform claims nothing: whoever runs it may bill its own customers, as a tenant, at the account that others' are connected to.
 */
export async function claimAccount(
  { tx, tenant }: Claiming,
  { mode, account }: Home,
  kind: ClaimKind,
): Promise<Claimed> {
  if (tenant === platformTenant) return 'held';
  const claimed = await tx.sql`
    insert into connected_accounts (mode, account, tenant_id, kind) values (${mode}, ${account}, ${tenant}, ${kind})
    on conflict (mode, account) do update set tenant_id = excluded.tenant_id
      where connected_accounts.tenant_id = excluded.tenant_id and connected_accounts.kind = excluded.kind`;
  if (claimed.count === 1) return 'held';
  const mine = await tx.sql`
    select from connected_accounts where mode = ${mode} and account = ${account} and tenant_id = ${tenant}`;
  return mine.count === 1 ? 'otherwise' : 'others';
}

/** Own keys are of another account now. What of the old one is in the books keeps it. */
export async function releaseOthers({ tx, tenant }: Claiming, mode: Mode, kept: string): Promise<void> {
  await tx.sql`
    delete from connected_accounts
    where mode = ${mode} and tenant_id = ${tenant} and kind = 'own' and account <> ${kept}
      and not exists (select from payouts where mode = ${mode} and account = 'own')
      and not exists (select from balance_moves where mode = ${mode} and account = 'own')`;
}
