import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { platformTenant } from '@purser/message';
import { hashPassword } from '@purser/vault';

const ofPlatform = { tenant: platformTenant, actor: { kind: 'service' as const, name: 'gateway' } };

/** A person who may sign in, and what they may do at which tenants. */
export async function makeStaff(
  client: Client,
  person: { staffId: string; name: string; email: string; password: string },
  tenantIds: readonly string[],
): Promise<void> {
  const { staffId, name, email, password } = person;
  const passwordHash = await hashPassword(password);
  await client.command(directory.createStaff, { staffId, name, email, passwordHash }, ofPlatform);
  for (const tenantId of tenantIds)
    await client.command(directory.setMembership, { staffId, tenantId, role: 'owner' }, ofPlatform);
}
