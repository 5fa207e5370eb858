import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { creditNotePrefix, defaultPadding } from '../domain/number.ts';
import { numberSeries, tenants } from '../store/tables.ts';

/** How the tenant bills, and the two series its documents are numbered from. */
export async function onTenantCreated(
  { tx, tenant, stage }: Context,
  settings: z.output<typeof directory.tenantCreated.input>,
): Promise<void> {
  const { timeZone, currency, terms_days, taxRounding, numberPrefix } = settings;
  await tx.orm
    .insert(tenants)
    .values({ tenantId: tenant, timeZone, currency, terms_days, taxRounding })
    .onConflictDoNothing();
  const series = { tenantId: tenant, padding: defaultPadding, next: 1n };
  await tx.orm
    .insert(numberSeries)
    .values([
      { ...series, kind: 'invoice', prefix: numberPrefix },
      { ...series, kind: 'creditNote', prefix: creditNotePrefix },
    ])
    .onConflictDoNothing();
  stage.appeared('tenant');
}
