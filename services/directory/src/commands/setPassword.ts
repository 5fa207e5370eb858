import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { findPerson } from '../store/openStaff.ts';
import { staff } from '../store/tables.ts';

export async function setPassword(
  ctx: Context,
  { staffId, passwordHash, mustChange = false }: z.output<typeof contract.setPassword.input>,
) {
  const { tx, now, keys } = ctx;
  if (!(await findPerson(ctx, eq(staff.staffId, staffId))))
    throw fault('notFound', 'staff_not_found', 'There is no such person.');
  const ring = await keys(staffId);
  await tx.orm
    .update(staff)
    .set({ passwordHash: ring.seal('staff.passwordHash', staffId, passwordHash), mustChange, updatedAt: now })
    .where(eq(staff.staffId, staffId));
  return { staffId };
}
