import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { normaliseMail } from '@purser/vault';
import type { z } from 'zod';
import { staff } from '../store/tables.ts';

/**
 * A person who may work for tenants; as yet for none.
 * @throws Fault conflict `staff_exists` when somebody has this address, however it is written, or this id
 */
export async function createStaff(
  { tx, tenant, now, keys }: Context,
  { staffId, name, email, passwordHash, mustChange = false }: z.output<typeof contract.createStaff.input>,
) {
  const ring = await keys(staffId);
  const made = await tx.orm
    .insert(staff)
    .values({
      tenantId: tenant,
      staffId,
      name: ring.seal('staff.name', staffId, name),
      email: ring.seal('staff.email', staffId, email),
      emailIndex: ring.index('staff.email', normaliseMail(email)),
      passwordHash: ring.seal('staff.passwordHash', staffId, passwordHash),
      mustChange,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: staff.staffId });
  if (made.length === 0) throw fault('conflict', 'staff_exists', 'There is a person with this address.');
  return { staffId };
}
