import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { eq } from 'drizzle-orm';
import { findPerson, openStaff } from '../store/openStaff.ts';
import { staff } from '../store/tables.ts';

export async function getStaff(ctx: Pick<Context, 'tx' | 'keys' | 'tenant'>, { staffId }: { staffId: string }) {
  const row = await findPerson(ctx, eq(staff.staffId, staffId));
  if (!row) throw fault('notFound', 'staff_not_found', 'There is no such person.');
  return openStaff(ctx, row);
}
