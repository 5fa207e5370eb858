import { type Context, notYet } from '@purser/bus';
import { formatNumber, type Series } from '../domain/number.ts';

/**
 * The next number of a series. Its row stays locked until the commit, so call it last: whoever issues next waits here, and
 * a rollback gives the number back.
 */
export async function takeNumber(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  kind: 'invoice' | 'creditNote',
): Promise<string> {
  const [taken] = await tx.sql<Series[]>`
    update number_series set next = next + 1 where tenant_id = ${tenant} and kind = ${kind}
    returning prefix, padding, next - 1 as next`;
  if (!taken) throw notYet('tenant');
  return formatNumber(taken);
}
