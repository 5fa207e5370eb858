import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';

/** How the tenant bills from now on. A change that comes before the tenant, or after a later change, ends the same. */
export async function onTenantChanged(
  { tx, tenant, at }: Pick<Context, 'tx' | 'tenant' | 'at'>,
  { timeZone, currency, terms_days, taxRounding }: z.output<typeof directory.tenantChanged.input>,
): Promise<void> {
  await tx.sql`
    insert into tenants (tenant_id, time_zone, currency, terms_days, tax_rounding, changed_at)
    values (${tenant}, ${timeZone}, ${currency}, ${terms_days}, ${taxRounding}, ${at.toISOString()})
    on conflict (tenant_id) do update
      set currency = excluded.currency, terms_days = excluded.terms_days, tax_rounding = excluded.tax_rounding,
        changed_at = excluded.changed_at
      where tenants.changed_at <= excluded.changed_at`;
}
