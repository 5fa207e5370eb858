import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Home, Mode } from '../stripe/home.ts';

/** Where new payments are taken; undefined before anything is set up. */
export async function homeInUse({ sql }: Tx): Promise<Home | undefined> {
  const [row] = await sql<Home[]>`select mode, account from stripe_accounts where in_use`;
  return row;
}

export type Place = Home & { inUse: boolean; stopped: 'disconnected' | null };

/** Everywhere that payments are or were taken. */
export async function listPlaces({ sql }: Tx): Promise<Place[]> {
  return sql<Place[]>`
    select mode, account, in_use as "inUse", stopped from stripe_accounts order by mode, account`;
}

type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;

/**
 * Whoever sets keys, says what is in use, or looks whether anything is, comes one after the other: two who each find nothing in use would both
 * put theirs there. A connection's own row is locked before this, never after.
 */
export async function lockPlaces({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`places:${tenant}`}, 0))`;
}

/** A connected account is a place to take payments at. */
export async function addPlace({ tx, tenant, now }: Storing, { mode, account }: Home): Promise<void> {
  await tx.sql`
    insert into stripe_accounts (tenant_id, mode, account, in_use, updated_at)
    values (${tenant}, ${mode}, ${account}, false, ${now.toISOString()}) on conflict do nothing`;
}

/** From the next payment on, under `lockPlaces`. Two statements: one row in use is a unique index, which looks after each row. @returns false where there is no such place */
export async function usePlace({ tx, now }: Storing, { mode, account }: Home): Promise<boolean> {
  await tx.sql`update stripe_accounts set in_use = false where in_use and (mode <> ${mode} or account <> ${account})`;
  const used = await tx.sql`
    update stripe_accounts set in_use = true, updated_at = ${now.toISOString()}
    where mode = ${mode} and account = ${account} and (account <> 'own' or secret_key is not null)`;
  return used.count === 1;
}

export async function leavePlace({ tx, now }: Storing, { mode, account }: Home): Promise<void> {
  await tx.sql`
    update stripe_accounts set in_use = false, updated_at = ${now.toISOString()} where mode = ${mode} and account = ${account}`;
}

/** @returns whether anything changed, and whether payments are taken there */
export async function setStopped(
  { tx, now }: Storing,
  { mode, account }: Home,
  stopped: Place['stopped'],
): Promise<{ changed: boolean; inUse: boolean }> {
  const [row] = await tx.sql<{ inUse: boolean }[]>`
    update stripe_accounts set stopped = ${stopped}, updated_at = ${now.toISOString()}
    where mode = ${mode} and account = ${account} and stopped is distinct from ${stopped} returning in_use as "inUse"`;
  return { changed: row !== undefined, inUse: row?.inUse ?? false };
}

/** How accounts are connected to the platform, of its own tenant's rows. */
export type PlatformSettings = { mode: Mode; onboarding: 'v2' | 'standard' | 'express'; clientId: string | null };

export async function platformSettings({ sql }: Tx): Promise<PlatformSettings[]> {
  return sql<PlatformSettings[]>`
    select mode, onboarding, client_id as "clientId" from stripe_accounts
    where account = 'own' and onboarding is not null order by mode`;
}

/** An application that was set stays where none is told. */
export async function storePlatformSettings(
  { tx }: Storing,
  { mode, onboarding, clientId }: PlatformSettings,
): Promise<void> {
  await tx.sql`
    update stripe_accounts set onboarding = ${onboarding}, client_id = coalesce(${clientId}, client_id) where mode = ${mode} and account = 'own'`;
}
