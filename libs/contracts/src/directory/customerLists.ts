import { query } from '@purser/message';
import { z } from 'zod';
import { currency, cursor, email, everyRole, id, instant, pageSize, text } from '../common.ts';
import { service, tag } from './shapes.ts';

/** Customers, the newest first; with `search`, those whose name or mail contains it; with `ids`, those. */
export const listCustomers = query({
  service,
  name: 'listCustomers',
  version: 1,
  input: z.strictObject({
    search: text(200).optional(),
    ids: z.array(id).max(1000).optional(),
    /** Those that are archived, or those that are not; without it both. */
    archived: z.boolean().optional(),
    tag: tag.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    customers: z.array(
      z.strictObject({
        customerId: id,
        name: z.string(),
        email: z.string(),
        currency: currency.nullable(),
        terms_days: z.int().nullable(),
        archived: z.boolean(),
        tags: z.array(z.string()),
        createdAt: instant,
      }),
    ),
    next: z.string().nullable(),
    /** How many customers the tenant has in all. */
    count: z.int(),
    archivedCount: z.int(),
    /** The tags in use, the most used first, fifty at most. */
    tags: z.array(z.strictObject({ tag: z.string(), count: z.int() })),
  }),
  callers: { staff: everyRole },
  sealed: ['search'],
  sealedOutput: ['customers.*.name', 'customers.*.email'],
});

export const findCustomerByEmail = query({
  service,
  name: 'findCustomerByEmail',
  version: 1,
  input: z.strictObject({ email }),
  output: z.strictObject({ customerIds: z.array(id).max(100) }),
  callers: { staff: everyRole },
  sealed: ['email'],
});
