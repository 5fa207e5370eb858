import type { Context } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { knownCurrency, knownTimeZone } from '../domain/settings.ts';
import { tenants } from '../store/tables.ts';

/** A tenant and the settings its bills start with. The tenant's id is the envelope's. */
export async function createTenant(
  { tx, tenant, now, stage }: Context,
  input: z.output<typeof contract.createTenant.input>,
) {
  const { name, taxRounding, numberPrefix, terms_days } = input;
  const settings = {
    timeZone: knownTimeZone(input.timeZone),
    currency: knownCurrency(input.currency, 'currency'),
    terms_days,
    taxRounding,
    numberPrefix,
  };
  const made = await tx.orm
    .insert(tenants)
    .values({ tenantId: tenant, name, ...settings, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: tenants.tenantId });
  if (made.length === 0) throw fault('conflict', 'tenant_exists', 'There is a tenant with this id.');
  stage.send(contract.tenantCreated, settings);
  return { tenantId: tenant };
}
