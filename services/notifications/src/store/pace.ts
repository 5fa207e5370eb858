import type { Context } from '@purser/bus';
import { paced } from '../domain/pace.ts';

/** Takes the next so many places among the tenant's mails. Until the commit nobody else of the tenant takes one. */
export async function takePlaces(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  count: number,
): Promise<Date[]> {
  if (count === 0) return [];
  await tx.sql`insert into mail_pace (tenant_id, free_at) values (${tenant}, 'epoch') on conflict do nothing`;
  const [row] = await tx.sql<{ free_at: string }[]>`select free_at from mail_pace for update`;
  const { at, freeAt } = paced(now, row && new Date(row.free_at), count);
  await tx.sql`update mail_pace set free_at = ${freeAt.toISOString()}`;
  return at;
}
