import type { Context } from '@purser/bus';
import type { Mode } from '../stripe/home.ts';

const life_ms = 3600_000;
type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Begun = { stateHash: Buffer; staffId: string };

export async function addConsent({ tx, tenant, now }: Storing, { stateHash, mode, staffId }: Begun & { mode: Mode }) {
  const expiresAt = new Date(now.getTime() + life_ms).toISOString();
  await tx.sql`
    insert into consents (tenant_id, state_hash, mode, staff_id, expires_at)
    values (${tenant}, ${stateHash}, ${mode}, ${staffId}, ${expiresAt})`;
}

/** @returns undefined when it is unknown, over, was used, or another began it */
export async function useConsent({ tx, now }: Storing, { stateHash, staffId }: Begun): Promise<Mode | undefined> {
  const [row] = await tx.sql<{ mode: Mode }[]>`
    update consents set used_at = ${now.toISOString()}
    where state_hash = ${stateHash} and staff_id = ${staffId} and used_at is null and expires_at > ${now.toISOString()}
    returning mode`;
  return row?.mode;
}
