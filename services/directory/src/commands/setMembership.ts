import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { noPlatform } from '../platformOnly.ts';
import { isTenant } from '../store/slugs.ts';
import { memberships, staff } from '../store/tables.ts';

/** Gives a person a role at a tenant, or takes it away. Nobody is ever staff of the platform's own tenant. */
export async function setMembership(
  { tx, tenant, now }: Context,
  { staffId, tenantId: memberTenantId, role }: z.output<typeof contract.setMembership.input>,
) {
  noPlatform(memberTenantId);
  const [person] = await tx.orm.select({ id: staff.staffId }).from(staff).where(eq(staff.staffId, staffId));
  if (!person) throw fault('notFound', 'staff_not_found', 'There is no such person.');
  if (role === null) {
    await tx.orm
      .delete(memberships)
      .where(and(eq(memberships.staffId, staffId), eq(memberships.memberTenantId, memberTenantId)));
    return { staffId };
  }
  if (!(await isTenant(tx, memberTenantId))) throw fault('notFound', 'tenant_not_found', 'There is no such tenant.');
  await tx.orm
    .insert(memberships)
    .values({ tenantId: tenant, staffId, memberTenantId, role, updatedAt: now })
    .onConflictDoUpdate({
      target: [memberships.tenantId, memberships.staffId, memberships.memberTenantId],
      set: { role, updatedAt: now },
    });
  return { staffId };
}
