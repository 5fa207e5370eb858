import { query } from '@purser/message';
import { z } from 'zod';
import { currency, date, everyRole, id, instant } from './common.ts';

import { account, entryKind } from './reporting/entries.ts';

export * from './reporting/clearing.ts';
export * from './reporting/entries.ts';
export * from './reporting/exchangeRates.ts';

const service = 'reporting';

/**
 * Sums per account over a period of effective dates, both ends in it: debits are positive, credits negative, each currency
 * adds up to zero.
 */
export const getTrialBalance = query({
  service,
  name: 'getTrialBalance',
  version: 1,
  input: z
    .strictObject({ from: date.optional(), to: date.optional() })
    .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], error: 'A period ends after it begins.' }),
  output: z.strictObject({
    balances: z.array(z.strictObject({ currency, account, amount: z.int() })),
    balanced: z.boolean(),
  }),
  callers: { staff: ['owner', 'admin', 'accountant'] },
});

/** Entries in the order they were booked. */
export const listJournal = query({
  service,
  name: 'listJournal',
  version: 1,
  input: z.strictObject({ invoiceId: id.optional(), after: id.optional(), limit: z.int().min(1).max(100).default(50) }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({
        entryId: id,
        kind: entryKind,
        effectiveOn: date,
        bookedAt: instant,
        currency,
        /** The invoice, credit note or payment it is about; the invoice in whose history it stands. */
        sourceId: id,
        invoiceId: id.nullable(),
        postings: z.array(z.strictObject({ account, amount: z.int() })),
      }),
    ),
    next: id.nullable(),
  }),
  callers: { staff: everyRole },
});

/**
 * What was billed (net of tax), collected and kept by Stripe in each of the last months, from the journal; minor units.
 * With `into` also what that is in one currency, by the tenant's own exchange rates.
 */
export const getMonthlyFigures = query({
  service,
  name: 'getMonthlyFigures',
  version: 1,
  input: z.strictObject({ to: date, months: z.int().min(1).max(36).default(12), into: currency.optional() }),
  output: z.strictObject({
    months: z.array(
      z.strictObject({
        /** Its first day. */
        month: date,
        currency,
        billed: z.int(),
        tax: z.int(),
        collected: z.int(),
        fees: z.int(),
      }),
    ),
    /** Every month once, all currencies in one; none without `into`. */
    converted: z.array(
      z.strictObject({
        month: date,
        /** What was asked for as `into`. */
        currency,
        /** The day whose rates were taken: the month's last, or `to` where that is earlier. */
        ratesOf: date,
        billed: z.int(),
        tax: z.int(),
        collected: z.int(),
        /** Currencies that had figures in the month and no rate on that day: their money is in none of the sums. */
        withoutRate: z.array(currency),
      }),
    ),
  }),
  callers: { staff: everyRole },
});
