import { directory } from '@purser/contracts';
import { brand } from '@purser/document';
import { z } from 'zod';
import { currency, language, tenantId } from './common.ts';

const known = directory.getTenant.output.shape;
/** What documents say of the tenant. */
export const company = directory.updateTenant.input.shape.company.unwrap();
export type CompanyModel = z.infer<typeof company>;

export const tenantModel = z.strictObject({
  id: tenantId,
  name: z.string(),
  slug: z.string(),
  currency,
  timeZone: z.string(),
  termsDays: z.int(),
  taxRounding: known.taxRounding,
  numberPrefix: z.string(),
  language,
  company: company.nullable(),
  brand,
});
export type TenantModel = z.infer<typeof tenantModel>;

/** What is left out stays as it is. */
export const changeTenantBody = z.strictObject({
  company: company.optional(),
  brand: brand.optional(),
  language: language.optional(),
  /** How new bills are made; customers may have a currency and terms of their own. */
  currency: currency.optional(),
  termsDays: z.int().min(0).max(365).optional(),
  taxRounding: known.taxRounding.optional(),
});
export type ChangeTenantBody = z.infer<typeof changeTenantBody>;
