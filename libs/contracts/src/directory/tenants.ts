import { brand } from '@purser/document';
import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, everyRole, id, language, text } from '../common.ts';
import { company, rounding, service, slug } from './shapes.ts';

export const createTenant = command({
  service,
  name: 'createTenant',
  version: 1,
  // The tenant's id is the envelope's: nothing of another tenant can be named.
  input: z.strictObject({
    name: text(200),
    timeZone: text(60),
    currency,
    terms_days: z.int().min(0).max(365),
    taxRounding: rounding,
    numberPrefix: z.string().max(20),
    /** Made from the name without it. @throws Fault conflict `slug_taken` */
    slug: slug.optional(),
    /** `en-GB` without it. */
    language: language.optional(),
  }),
  output: z.strictObject({ tenantId: id }),
  callers: { services: ['gateway'] },
});

/** What documents and pages show of the tenant, and how it bills. What is left out stays as it is. */
export const updateTenant = command({
  service,
  name: 'updateTenant',
  version: 1,
  input: z.strictObject({
    company: company.optional(),
    brand: brand.optional(),
    language: language.optional(),
    /** How new bills are made, where a customer has no currency or terms of their own; issued ones stay. */
    currency: currency.optional(),
    terms_days: z.int().min(0).max(365).optional(),
    taxRounding: rounding.optional(),
  }),
  output: z.strictObject({ tenantId: id }),
  callers: { staff: ['owner', 'admin'], services: ['gateway'] },
});

export const getTenant = query({
  service,
  name: 'getTenant',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    name: z.string(),
    timeZone: z.string(),
    currency,
    terms_days: z.int(),
    taxRounding: rounding,
    numberPrefix: z.string(),
    slug: z.string(),
    /** What customers are written to in who have no language of their own. */
    language,
    company: company.nullable(),
    brand,
  }),
  callers: {
    staff: everyRole,
    customer: 'own',
    services: ['gateway', 'invoicing', 'payments', 'notifications', 'accounting'],
  },
});

/** Where a public page's address leads; asked of the platform, since the tenant is the answer. */
export const findTenant = query({
  service,
  name: 'findTenant',
  version: 1,
  input: z.strictObject({ slug }),
  output: z.strictObject({ tenantId: id.nullable() }),
  callers: { services: ['gateway'] },
});

export const tenantCreated = event({
  service,
  name: 'tenantCreated',
  version: 1,
  input: z.strictObject({
    timeZone: z.string(),
    currency,
    terms_days: z.int(),
    taxRounding: rounding,
    numberPrefix: z.string(),
  }),
  readers: ['invoicing'],
});

/** How the tenant bills from now on, whole. */
export const tenantChanged = event({
  service,
  name: 'tenantChanged',
  version: 1,
  input: z.strictObject({ timeZone: z.string(), currency, terms_days: z.int(), taxRounding: rounding }),
  readers: ['invoicing'],
});
