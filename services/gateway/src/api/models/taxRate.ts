import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { currency, date, taxRateId, text, units } from './common.ts';

const written = invoicing.createTaxRate.input.shape;
const known = invoicing.listTaxRates.output.shape.rates.element.shape;

export const taxRateModel = z.strictObject({
  /** What a line of an invoice names as the id of its tax. */
  id: taxRateId,
  name: z.string(),
  /** Decimal text. */
  percent: z.string(),
  /** Whether prices contain it. */
  inclusive: z.boolean(),
  kind: known.kind,
  /** The first and the last day on which an invoice may be issued with it; null where open. */
  validFrom: date.nullable(),
  validUntil: date.nullable(),
  state: known.state,
  /** Whether an issued invoice names it; what it charges stays then. */
  used: z.boolean(),
});
export type TaxRateModel = z.infer<typeof taxRateModel>;

export const taxRateQuery = z.strictObject({ on: date.optional() });
export const taxRateList = z.strictObject({ on: date, data: z.array(taxRateModel) });
export type TaxRateListModel = z.infer<typeof taxRateList>;

export const taxRateBody = z.strictObject({
  name: text(60),
  percent: written.percent,
  inclusive: z.boolean(),
  kind: written.kind,
  validFrom: date.optional(),
  validUntil: date.optional(),
  /** The rate it takes over from, which ends the day before. */
  replaces: taxRateId.optional(),
});
export type TaxRateBody = z.infer<typeof taxRateBody>;

/** What is left out stays; null opens a date. */
export const changeTaxRateBody = z.strictObject({
  name: text(60).optional(),
  percent: written.percent.optional(),
  inclusive: z.boolean().optional(),
  kind: written.kind.optional(),
  validFrom: date.nullable().optional(),
  validUntil: date.nullable().optional(),
});
export type ChangeTaxRateBody = z.infer<typeof changeTaxRateBody>;

export const endTaxRateBody = z.strictObject({ lastDay: date.optional() });

export const taxReportQuery = z.strictObject({ from: date, until: date });

const sums = z.strictObject({ taxable: units, tax: units });
export const taxReport = z.strictObject({
  from: date,
  until: date,
  data: z.array(
    z.strictObject({
      currency,
      name: z.string(),
      percent: z.string(),
      kind: z.enum(['standard', 'reverseCharge', 'exempt', 'none']),
      /** By invoices; by credit notes and voids, below zero; and both together. Minor units. */
      invoiced: sums,
      takenBack: sums,
      taxable: units,
      tax: units,
      documents: z.int(),
    }),
  ),
});
export type TaxReportModel = z.infer<typeof taxReport>;
