import type { Context } from '@purser/bus';
import { listBounceRows } from '../store/bounces.ts';

/** From so many on, somebody should ask for another address. */
const marked = 2;

export async function listBounces(
  ctx: Pick<Context, 'tx' | 'keys'>,
  { customerId }: { customerId?: string | undefined },
) {
  const rows = await listBounceRows(ctx, customerId);
  return { bounces: rows.map((row) => ({ ...row, isMarked: row.count >= marked })) };
}
