import type { Context } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { readLogo } from '@purser/pdf/logo';
import type { z } from 'zod';
import { checkLogo } from '../domain/logo.ts';
import { knownCurrency } from '../domain/settings.ts';

type Input = z.output<typeof contract.updateTenant.input>;
type Billing = z.output<typeof contract.tenantChanged.input>;

/** What documents and pages show of the tenant and how it bills, from now on. What is left out stays; issued documents keep what they said. */
export async function updateTenant({ tx, tenant, keys, stage }: Context, input: Input) {
  const { company, brand, language, terms_days, taxRounding } = input;
  checkLogo(brand?.logo ?? null, (logo) => readLogo(logo) !== undefined);
  const currency = input.currency === undefined ? null : knownCurrency(input.currency, 'currency');
  const ring = await keys();
  const sealed = company ? ring.seal('tenant.company', tenant, JSON.stringify(company)) : null;
  const [changed] = await tx.sql<Billing[]>`
    update tenants set company = coalesce(${sealed}, company), brand = coalesce(${brand ? JSON.stringify(brand) : null}, brand),
      language = coalesce(${language ?? null}, language), currency = coalesce(${currency}, currency),
      terms_days = coalesce(${terms_days ?? null}, terms_days), tax_rounding = coalesce(${taxRounding ?? null}, tax_rounding)
    where tenant_id = ${tenant}
    returning time_zone as "timeZone", currency, terms_days, tax_rounding as "taxRounding"`;
  if (!changed) throw fault('notFound', 'tenant_not_found', 'There is no such tenant.');
  if (currency !== null || terms_days !== undefined || taxRounding !== undefined)
    stage.send(contract.tenantChanged, changed);
  return { tenantId: tenant };
}
