import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { customerId, date, instant, invoiceId, money, pageQuery, recurringId } from './common.ts';

const asked = invoicing.createRecurringInvoice.input.shape;
const listed = invoicing.listRecurringInvoices.output.shape.recurring.element.shape;

/** What is billed again and again. The lines are written as an invoice's. */
const fields = {
  customerId,
  name: asked.name,
  currency: asked.currency,
  lines: asked.lines,
  discount: asked.discount,
  poNumber: asked.poNumber,
  note: asked.note,
  termsDays: asked.terms_days,
  every: asked.every,
  unit: asked.unit,
  startOn: asked.startOn,
  monthEnd: asked.monthEnd,
  endOn: asked.endOn,
  most: asked.most,
  reviewDays: asked.review_days,
  send: asked.send,
};

export const recurringBody = z.strictObject(fields);
export type RecurringBody = z.infer<typeof recurringBody>;

const { customerId: _, ...rest } = fields;
const customer = z.strictObject({ id: customerId, name: z.string().nullable() });

const run = z.strictObject({
  periodOn: date,
  state: invoicing.recurringRunState,
  invoice: z.strictObject({ id: invoiceId, number: z.string().nullable() }),
  /** When it is or was to be issued. */
  issueAt: instant,
  problem: z.string().nullable(),
});

export const recurringModel = z.strictObject({
  id: recurringId,
  customer,
  ...rest,
  state: listed.state,
  /** Why it came to a stop by itself. */
  problem: z.string().nullable(),
  made: z.int(),
  /** What one comes to; null where it could not be drafted now. */
  total: money.nullable(),
  upcoming: z.array(date),
  /** The newest first. */
  runs: z.array(run),
  createdAt: instant,
});
export type RecurringModel = z.infer<typeof recurringModel>;

export const recurringSummary = z.strictObject({
  id: recurringId,
  customer,
  name: z.string(),
  state: listed.state,
  every: listed.every,
  unit: listed.unit,
  nextOn: date.nullable(),
  problem: z.string().nullable(),
  made: z.int(),
  createdAt: instant,
});

export const recurringListQuery = z.strictObject({
  customer: customerId.optional(),
  state: listed.state.optional(),
  ...pageQuery,
});
