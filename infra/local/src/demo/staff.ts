import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import { hashPassword } from '@purser/vault';

const ofPlatform = { tenant: platformTenant, actor: { kind: 'service' as const, name: 'gateway' } };

/** A person who may sign in. Who is known already, from a start that was broken off, stays as they are. @returns their id */
export async function makeStaff(
  client: Client,
  person: { staffId: string; name: string; email: string; password: string },
): Promise<string> {
  const { staffId, name, email, password } = person;
  const passwordHash = await hashPassword(password);
  try {
    await client.command(directory.createStaff, { staffId, name, email, passwordHash }, ofPlatform);
    return staffId;
  } catch (error) {
    if (!isFault(error) || error.code !== 'staff_exists') throw error;
    const { staff } = await client.query(directory.findStaff, { email }, ofPlatform);
    if (!staff) throw error;
    return staff.staffId;
  }
}

/** What they may do at a tenant: everything. */
export async function makeOwner(client: Client, staffId: string, tenantId: string): Promise<void> {
  await client.command(directory.setMembership, { staffId, tenantId, role: 'owner' }, ofPlatform);
}
