import { command, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, currency, date, everyRole, id, text } from '../common.ts';
import { percent, service, taxKind } from './shapes.ts';

const name = text(60);

/**
 * A line of an invoice names one of these by `txr_` and the 32 digits of its id. What a line names otherwise is a rate of its own, for
 * which nothing is looked up: programs may charge what the tenant's list does not have.
 */
export const createTaxRate = command({
  service,
  name: 'createTaxRate',
  version: 1,
  input: z.strictObject({
    rateId: id,
    name,
    percent,
    inclusive: z.boolean(),
    kind: taxKind,
    /** The first and the last day on which an invoice may be issued with it; open without them. */
    validFrom: date.optional(),
    validUntil: date.optional(),
    /** The rate it takes over from, which ends the day before this one begins. */
    replaces: id.optional(),
  }),
  output: z.strictObject({ rateId: id }),
  callers: { staff: billingStaff },
});

/**
 * What is left out stays; null opens a date.
 * @throws Fault rejected `tax_rate_used`: what a used rate charges never changes, another takes over from it
 */
export const updateTaxRate = command({
  service,
  name: 'updateTaxRate',
  version: 1,
  input: z.strictObject({
    rateId: id,
    name: name.optional(),
    percent: percent.optional(),
    inclusive: z.boolean().optional(),
    kind: taxKind.optional(),
    validFrom: date.nullable().optional(),
    validUntil: date.nullable().optional(),
  }),
  output: z.strictObject({ rateId: id }),
  callers: { staff: billingStaff },
});

/** The last day on which an invoice may be issued with the rate; today without one. */
export const endTaxRate = command({
  service,
  name: 'endTaxRate',
  version: 1,
  input: z.strictObject({ rateId: id, lastDay: date.optional() }),
  output: z.strictObject({ rateId: id, validUntil: date }),
  callers: { staff: billingStaff },
});

/** All of the tenant's rates, the charging ones first, the higher before the lower. */
export const listTaxRates = query({
  service,
  name: 'listTaxRates',
  version: 1,
  input: z.strictObject({
    /** Today in the tenant's zone without it. */
    on: date.optional(),
  }),
  output: z.strictObject({
    on: date,
    rates: z.array(
      z.strictObject({
        rateId: id,
        name: z.string(),
        percent: z.string(),
        inclusive: z.boolean(),
        kind: taxKind,
        validFrom: date.nullable(),
        validUntil: date.nullable(),
        /** On that date. */
        state: z.enum(['valid', 'ended', 'notYet']),
        used: z.boolean(),
      }),
    ),
  }),
  callers: { staff: everyRole },
});

const signed = z.int();

/** What the tax return asks for: issued invoices less credit notes and voids, each on its own date, per currency and rate. */
export const getTaxReport = query({
  service,
  name: 'getTaxReport',
  version: 1,
  /** Both days count. */
  input: z.strictObject({ from: date, until: date }),
  output: z.strictObject({
    from: date,
    until: date,
    rows: z.array(
      z.strictObject({
        currency,
        name: z.string(),
        percent: z.string(),
        /** `none`: lines that name no rate. */
        kind: z.enum([...taxKind.options, 'none']),
        /** Net of tax, and the tax; minor units. What was taken back is below zero. */
        invoiced: z.strictObject({ taxable: signed, tax: signed }),
        takenBack: z.strictObject({ taxable: signed, tax: signed }),
        taxable: signed,
        tax: signed,
        /** How many invoices, credit notes and voids it is made of. */
        documents: z.int(),
      }),
    ),
  }),
  callers: { staff: everyRole },
});
