import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { customerId, date, instant, invoiceId, pageQuery, runId, staffId, text } from './common.ts';

const asked = invoicing.startRun.input.shape;

export const runBody = z.strictObject({
  kind: invoicing.runKind,
  /** These; without them, all that the filter finds: drafts to be issued, and otherwise what is owed. */
  ids: z.array(invoiceId).min(1).max(invoicing.mostNamed).optional(),
  filter: z.strictObject({ customer: customerId.optional(), status: invoicing.runFilter.optional() }).optional(),
  /** Of what is issued. */
  issueDate: date.optional(),
  send: z.boolean().optional(),
  /** Of what is voided. */
  reason: asked.reason,
});
export type RunBody = z.infer<typeof runBody>;

export const runModel = z.strictObject({
  id: runId,
  kind: invoicing.runKind,
  state: invoicing.runState,
  total: z.int(),
  done: z.int(),
  refused: z.int(),
  /** Why it is stalled. */
  problem: z.string().nullable(),
  /** Who began it, by name where that is known. */
  startedBy: z.strictObject({ id: staffId, name: z.string().nullable() }),
  createdAt: instant,
  endedAt: instant.nullable(),
});
export type RunModel = z.infer<typeof runModel>;

export const runListQuery = z.strictObject(pageQuery);
export const runItemsQuery = z.strictObject({ result: invoicing.runResult.optional(), ...pageQuery });

export const runItemModel = z.strictObject({
  position: z.int(),
  invoiceId,
  number: z.string().nullable(),
  /** Null of what is not here, or not any more. */
  customer: z.strictObject({ id: customerId, name: z.string().nullable() }).nullable(),
  result: invoicing.runResult,
  problem: z.strictObject({ code: text(100), text: z.string() }).nullable(),
});
export type RunItemModel = z.infer<typeof runItemModel>;

export const csvQuery = z.strictObject({
  customer: customerId.optional(),
  status: invoicing.listInvoices.input.shape.status,
  number: text(60).optional(),
  /** Up to a hundred invoices by id, with commas between. */
  ids: z
    .string()
    .max(4000)
    .transform((list) => list.split(','))
    .pipe(z.array(invoiceId).max(100))
    .optional(),
});
