import { countryOfZone, usualRates } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { creditNotePrefix, defaultPadding, quotePrefix } from '../domain/number.ts';
import { numberSeries, tenants } from '../store/tables.ts';
import { allRates, insertRate } from '../store/taxRates.ts';

/** How the tenant bills, the series its documents are numbered from, and the tax rates of its country to begin with. */
export async function onTenantCreated(
  ctx: Context,
  settings: z.output<typeof directory.tenantCreated.input>,
): Promise<void> {
  const { tx, tenant, stage } = ctx;
  const { timeZone, currency, terms_days, taxRounding, numberPrefix } = settings;
  await tx.orm
    .insert(tenants)
    .values({ tenantId: tenant, timeZone, currency, terms_days, taxRounding })
    .onConflictDoNothing();
  const series = { tenantId: tenant, padding: defaultPadding };
  await tx.orm
    .insert(numberSeries)
    .values([
      { ...series, kind: 'invoice', prefix: numberPrefix },
      { ...series, kind: 'creditNote', prefix: creditNotePrefix },
      { ...series, kind: 'quote', prefix: quotePrefix },
    ])
    .onConflictDoNothing();
  await addUsualRates(ctx, timeZone);
  stage.appeared('tenant');
}

/** The zone is all that is known of where a tenant is at home. */
async function addUsualRates(ctx: Context, timeZone: string): Promise<void> {
  const country = countryOfZone(timeZone);
  if (country === undefined || (await allRates(ctx)).length > 0) return;
  for (const rate of usualRates(country))
    await insertRate(ctx, { ...rate, rateId: newId(), validFrom: null, validUntil: null, used: false });
}
