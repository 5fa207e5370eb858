import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { tenants } from '../store/tables.ts';

export async function getTenant({ tx }: Pick<Context, 'tx'>) {
  const [row] = await tx.orm.select().from(tenants);
  if (!row) throw fault('notFound', 'tenant_not_found', 'There is no such tenant.');
  const { name, timeZone, currency, terms_days, taxRounding, numberPrefix } = row;
  return { name, timeZone, currency, terms_days, taxRounding, numberPrefix };
}
