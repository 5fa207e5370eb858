import type { Context } from '@purser/bus';
import { plainBrand } from '@purser/document';
import { fault } from '@purser/fault';
import { tenants } from '../store/tables.ts';

/** The tenant's settings, what its documents say of it, and its brand or the plain one. */
export async function getTenant({ tx, tenant, keys }: Pick<Context, 'tx' | 'tenant' | 'keys'>) {
  const [row] = await tx.orm.select().from(tenants);
  if (!row) throw fault('notFound', 'tenant_not_found', 'There is no such tenant.');
  const { name, timeZone, currency, terms_days, taxRounding, numberPrefix, slug, language, company, brand } = row;
  return {
    ...{ name, timeZone, currency, terms_days, taxRounding, numberPrefix, slug, language },
    company: company ? JSON.parse((await keys()).openText('tenant.company', tenant, company)) : null,
    brand: brand === null ? plainBrand : JSON.parse(brand),
  };
}
