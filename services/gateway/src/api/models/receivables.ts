import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { currency, customerId, date, invoiceId, pageQuery, units } from './common.ts';

const known = invoicing.getStatement.output.shape;
const { ageBucket } = invoicing;
/** What is due, by how long it has been: not yet, or for so many days; minor units. */
const ageing = known.ageing;

export const statementQuery = z.strictObject({
  /** Both days count. */
  from: date,
  until: date,
  /** The customer's own without it. */
  currency: currency.optional(),
});
export type StatementQuery = z.infer<typeof statementQuery>;

export const statementModel = z.strictObject({
  currency,
  currencies: z.array(currency),
  from: date,
  until: date,
  /** What the customer owes less what they have in credit; minor units, below zero where the tenant owes. */
  opening: units,
  entries: z.array(
    z.strictObject({
      date,
      kind: known.entries.element.shape.kind,
      reference: z.string(),
      /** The invoice it speaks of, of an invoice or its void. */
      invoiceId: invoiceId.nullable(),
      dueOn: date.nullable(),
      debit: units,
      credit: units,
      balance: units,
    }),
  ),
  closing: units,
  ageing,
  creditAvailable: units,
});
export type StatementModel = z.infer<typeof statementModel>;

const customer = z.strictObject({ id: customerId, name: z.string().nullable() });

export const ageingReport = z.strictObject({
  on: date,
  currencies: z.array(
    z.strictObject({
      currency,
      ageing,
      counts: invoicing.getAgeing.output.shape.currencies.element.shape.counts,
      total: units,
      count: z.int(),
    }),
  ),
  /** Who owes most first, per currency; `more` is how many are left out. */
  customers: z.array(z.strictObject({ customer, currency, ageing, total: units, count: z.int() })),
  more: z.int(),
});
export type AgeingReportModel = z.infer<typeof ageingReport>;

export const owedQuery = z.strictObject({
  currency: currency.optional(),
  bucket: ageBucket.optional(),
  customer: customerId.optional(),
  ...pageQuery,
});

const owedInvoice = z.strictObject({
  id: invoiceId,
  number: z.string(),
  customer,
  currency,
  issueDate: date,
  dueDate: date,
  /** Below zero: it is due in so many. */
  daysLate: z.int(),
  total: units,
  due: units,
});
export const owedList = z.strictObject({ on: date, data: z.array(owedInvoice), next: z.string().nullable() });
export type OwedListModel = z.infer<typeof owedList>;

export const standingModel = z.strictObject({
  /** A to D; null with too little to go by. */
  grade: invoicing.getCustomerStanding.output.shape.grade,
  reasons: z.array(z.string()),
  figures: invoicing.getCustomerStanding.output.shape.figures,
});
export type StandingModel = z.infer<typeof standingModel>;
