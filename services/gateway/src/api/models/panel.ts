import { panelView } from '@purser/contracts';
import { z } from 'zod';
import { currency, customerId, date, instant, text } from './common.ts';

/** A cell as the API shows it: as the contract's, with a customer's id in the API's form. */
const cell = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), secondary: z.string().optional() }),
  z.strictObject({ kind: z.literal('money'), amount: z.int(), currency }),
  z.strictObject({ kind: z.literal('date'), date: date.nullable() }),
  z.strictObject({ kind: z.literal('instant'), at: instant.nullable() }),
  z.strictObject({ kind: z.literal('status'), status: z.string() }),
  z.strictObject({ kind: z.literal('count'), count: z.int() }),
  z.strictObject({ kind: z.literal('customer'), customerId, name: z.string().nullable() }),
]);

const parts = panelView.shape;

/** A list as data. Addresses are ready to follow, ids are the API's, customers have their names. */
export const panelModel = panelView.extend({
  metrics: z.array(parts.metrics.element.extend({ value: cell })),
  rows: z.array(parts.rows.element.extend({ cells: z.record(z.string(), cell) })),
});
export type PanelModel = z.infer<typeof panelModel>;

export const panelQuery = z.strictObject({
  filter: text(60).optional(),
  search: z.string().max(200).optional(),
  customerId: customerId.optional(),
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
export type PanelQuery = z.infer<typeof panelQuery>;
