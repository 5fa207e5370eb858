import type { Context } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { knownCurrency, knownTimeZone } from '../domain/settings.ts';
import { slugFrom } from '../domain/slug.ts';
import { noPlatform } from '../platformOnly.ts';
import { takeFreeSlug, takeSlug } from '../store/slugs.ts';
import { tenants } from '../store/tables.ts';

/**
 * A tenant and the settings its bills start with. The tenant's id is the envelope's.
 * @throws Fault conflict `slug_taken` when the slug was asked for; one made from the name is numbered instead
 */
export async function createTenant(
  { tx, tenant, now, stage }: Context,
  input: z.output<typeof contract.createTenant.input>,
) {
  const { name, taxRounding, numberPrefix, terms_days } = input;
  noPlatform(tenant);
  const settings = {
    timeZone: knownTimeZone(input.timeZone),
    currency: knownCurrency(input.currency, 'currency'),
    terms_days,
    taxRounding,
    numberPrefix,
  };
  const { language = 'en-GB' } = input;
  const [known] = await tx.orm.select({ id: tenants.tenantId }).from(tenants);
  if (known) throw fault('conflict', 'tenant_exists', 'There is a tenant with this id.');
  const slug = input.slug ?? (await takeFreeSlug(tx, tenant, slugFrom(name)));
  if (input.slug !== undefined && !(await takeSlug(tx, tenant, slug)))
    throw fault('conflict', 'slug_taken', 'Another tenant has this name in its addresses.');
  const made = await tx.orm
    .insert(tenants)
    .values({ tenantId: tenant, name, slug, language, ...settings, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: tenants.tenantId });
  if (made.length === 0) throw fault('conflict', 'tenant_exists', 'There is a tenant with this id.');
  stage.send(contract.tenantCreated, settings);
  return { tenantId: tenant };
}
