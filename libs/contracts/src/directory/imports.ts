import { command, query } from '@purser/message';
import { z } from 'zod';
import { currency, cursor, date, id, language } from '../common.ts';
import { address, keepers, service } from './shapes.ts';

/** What a row of a table may say of a customer, as text, and as a table names it. */
export const importFields = [
  'name',
  'email',
  'phone',
  'line1',
  'line2',
  'city',
  'region',
  'postcode',
  'country',
  'currency',
  'termsDays',
  'language',
  'taxNumber',
  'poNumber',
  'tags',
  'notes',
] as const;
export type ImportField = (typeof importFields)[number];
/** Cells of a row; an empty one says nothing. */
const cells = z.partialRecord(z.enum(importFields), z.string().max(10_000));
/** The row in the file, from 1. */
const line = z.int().min(1);
const problem = z.strictObject({ field: z.string(), message: z.string() });

/**
 * What an import of these rows would do, with nothing done. A row with an id is that customer's; one without is the customer's whose mail is
 * exactly its own, or a new one's. An empty cell changes nothing.
 */
export const planImport = query({
  service,
  name: 'planImport',
  version: 1,
  input: z.strictObject({
    rows: z.array(z.strictObject({ line, customerId: id.nullable(), cells })).max(100),
  }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        line,
        action: z.enum(['create', 'update', 'unchanged', 'error']),
        customerId: id.nullable(),
        /** The customer as they were looked at; the import refuses when they have changed since. */
        revision: z.int().nullable(),
        /** Which fields would be another. */
        changes: z.array(z.enum(importFields)),
        problems: z.array(problem),
      }),
    ),
  }),
  callers: { staff: keepers },
  sealed: ['rows.*.cells'],
});

/**
 * Does what was planned, row by row, all rows of one message in one transaction. A row that cannot be done any more says why and stops no
 * other. Done twice it does nothing the second time: whoever is there already is not made again.
 */
export const importCustomers = command({
  service,
  name: 'importCustomers',
  version: 1,
  input: z.strictObject({
    rows: z
      .array(
        z.discriminatedUnion('action', [
          z.strictObject({ action: z.literal('create'), line, cells }),
          z.strictObject({ action: z.literal('update'), line, customerId: id, revision: z.int(), cells }),
        ]),
      )
      .min(1)
      .max(50),
  }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        line,
        outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
        customerId: id.nullable(),
        problems: z.array(problem),
      }),
    ),
  }),
  callers: { staff: keepers },
  sealed: ['rows.*.cells'],
});

/** Everything that is kept of every customer, the oldest first; who was erased is not among them. */
export const exportCustomers = query({
  service,
  name: 'exportCustomers',
  version: 1,
  input: z.strictObject({ after: cursor.optional(), limit: z.int().min(1).max(200).default(200) }),
  output: z.strictObject({
    customers: z.array(
      z.strictObject({
        customerId: id,
        name: z.string(),
        email: z.string(),
        phone: z.string().nullable(),
        address: address.nullable(),
        currency: currency.nullable(),
        terms_days: z.int().nullable(),
        language: language.nullable(),
        taxNumber: z.string().nullable(),
        poNumber: z.string().nullable(),
        tags: z.array(z.string()),
        notes: z.string().nullable(),
        archived: z.boolean(),
        createdOn: date,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: keepers },
  sealedOutput: ['name', 'email', 'phone', 'address', 'taxNumber', 'poNumber', 'notes'].map(
    (field) => `customers.*.${field}`,
  ),
});
