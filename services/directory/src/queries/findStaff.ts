import type { Context } from '@purser/bus';
import { normaliseMail } from '@purser/vault';
import { eq } from 'drizzle-orm';
import { findPerson, openStaff } from '../store/openStaff.ts';
import { staff } from '../store/tables.ts';

/** For sign-in: whose address this is, and the hash that their password must meet. */
export async function findStaff(ctx: Pick<Context, 'tx' | 'keys' | 'tenant'>, { email }: { email: string }) {
  const ring = await ctx.keys();
  const row = await findPerson(ctx, eq(staff.emailIndex, ring.index('staff.email', normaliseMail(email))));
  if (!row) return { staff: null };
  const own = await ctx.keys(row.staffId);
  const passwordHash = own.openText('staff.passwordHash', row.staffId, row.passwordHash);
  return { staff: { ...(await openStaff(ctx, row)), passwordHash, mustChange: row.mustChange } };
}
