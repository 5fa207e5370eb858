import type { Context } from '@purser/bus';

const life_ms = 3600_000;
type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;

export async function addConsent({ tx, tenant, now }: Storing, stateHash: Buffer): Promise<void> {
  const expiresAt = new Date(now.getTime() + life_ms).toISOString();
  await tx.sql`insert into consents (tenant_id, state_hash, expires_at) values (${tenant}, ${stateHash}, ${expiresAt})`;
}

/** @returns false when it is unknown, over, or was used */
export async function useConsent({ tx, now }: Pick<Context, 'tx' | 'now'>, stateHash: Buffer): Promise<boolean> {
  const used = await tx.sql`update consents set used_at = ${now.toISOString()}
    where state_hash = ${stateHash} and used_at is null and expires_at > ${now.toISOString()}`;
  return used.count === 1;
}
