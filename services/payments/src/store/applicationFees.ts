import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { FeeTerms } from '../domain/applicationFee.ts';

const noFee: FeeTerms = { basisPoints: 0, fixed: {} };

/** What the platform takes of this tenant's payments. */
export async function feeTerms({ sql }: Tx): Promise<FeeTerms & { setAt: Date | null }> {
  const [row] = await sql<(FeeTerms & { setAt: string })[]>`
    select basis_points as "basisPoints", fixed, set_at as "setAt" from application_fees`;
  return row ? { ...row, setAt: new Date(row.setAt) } : { ...noFee, setAt: null };
}

export async function storeFeeTerms(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { basisPoints, fixed }: FeeTerms,
  by: string,
): Promise<void> {
  await tx.sql`
    insert into application_fees (tenant_id, basis_points, fixed, set_by, set_at)
    values (${tenant}, ${basisPoints}, ${JSON.stringify(fixed)}::text::jsonb, ${by}, ${now.toISOString()})
    on conflict (tenant_id) do update set basis_points = excluded.basis_points, fixed = excluded.fixed, set_by = excluded.set_by,
      set_at = excluded.set_at`;
}

/** Decided for an attempt before Stripe is asked. */
export async function setApplicationFee({ sql }: Tx, attemptId: string, fee: bigint): Promise<void> {
  await sql`update attempts set application_fee = ${fee} where attempt_id = ${attemptId}`;
}
