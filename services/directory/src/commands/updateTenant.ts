import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { checkLogo } from '../domain/logo.ts';

/** What documents and pages show of the tenant from now on. What is left out stays; issued documents keep what they said. */
export async function updateTenant(
  { tx, tenant, keys }: Context,
  { company, brand }: z.output<typeof contract.updateTenant.input>,
) {
  checkLogo(brand?.logo ?? null);
  const ring = await keys();
  const sealed = company ? ring.seal('tenant.company', tenant, JSON.stringify(company)) : null;
  const changed = await tx.sql`
    update tenants set company = coalesce(${sealed}, company), brand = coalesce(${brand ? JSON.stringify(brand) : null}, brand)
    where tenant_id = ${tenant}`;
  if (changed.count === 0) throw fault('notFound', 'tenant_not_found', 'There is no such tenant.');
  return { tenantId: tenant };
}
