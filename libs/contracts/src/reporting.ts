import { query } from '@purser/message';
import { z } from 'zod';
import { currency, date, everyRole, id } from './common.ts';

const service = 'reporting';

/** The accounts of the journal. */
export const account = z.enum([
  'receivables',
  'revenue',
  'taxPayable',
  'unappliedCash',
  'customerCredit',
  'stripeClearing',
  'stripeFees',
]);
export type Account = z.infer<typeof account>;

/** Sums per account over a period of effective dates: debits are positive, credits negative, each currency adds up to zero. */
export const getTrialBalance = query({
  service,
  name: 'getTrialBalance',
  version: 1,
  input: z.strictObject({ from: date.optional(), to: date.optional() }),
  output: z.strictObject({
    balances: z.array(z.strictObject({ currency, account, amount: z.int() })),
    balanced: z.boolean(),
  }),
  callers: { staff: ['owner', 'admin', 'accountant'] },
});

export const listJournal = query({
  service,
  name: 'listJournal',
  version: 1,
  input: z.strictObject({ invoiceId: id.optional(), after: id.optional(), limit: z.int().min(1).max(100).default(50) }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({
        entryId: id,
        kind: z.string(),
        effectiveOn: date,
        bookedAt: z.iso.datetime(),
        currency,
        sourceId: id,
        postings: z.array(z.strictObject({ account, amount: z.int() })),
      }),
    ),
    next: id.nullable(),
  }),
  callers: { staff: everyRole },
});
