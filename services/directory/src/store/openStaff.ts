import type { Context } from '@purser/bus';
import { eq, type SQL } from 'drizzle-orm';
import { memberships, staff } from '../store/tables.ts';

type Row = typeof staff.$inferSelect;

export async function findPerson({ tx }: Pick<Context, 'tx'>, where: SQL): Promise<Row | undefined> {
  const [row] = await tx.orm.select().from(staff).where(where);
  return row;
}

/** A person and where they work, opened. */
export async function openStaff({ tx, keys }: Pick<Context, 'tx' | 'keys'>, row: Row) {
  const { staffId } = row;
  const ring = await keys(staffId);
  const rows = await tx.orm
    .select({ tenantId: memberships.memberTenantId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.staffId, staffId))
    .orderBy(memberships.memberTenantId);
  return {
    staffId,
    name: ring.openText('staff.name', staffId, row.name),
    email: ring.openText('staff.email', staffId, row.email),
    memberships: rows,
  };
}
