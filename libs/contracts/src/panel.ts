import { z } from 'zod';
import { currency, date, id, instant } from './common.ts';

/** One value of a panel, as data: how it is written is for the one component that shows panels. */
export const panelCell = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), secondary: z.string().optional() }),
  z.strictObject({ kind: z.literal('money'), amount: z.int(), currency }),
  z.strictObject({ kind: z.literal('date'), date: date.nullable() }),
  z.strictObject({ kind: z.literal('instant'), at: instant.nullable() }),
  z.strictObject({ kind: z.literal('status'), status: z.string() }),
  z.strictObject({ kind: z.literal('count'), count: z.int() }),
  /** The gateway puts the name in, since only directory knows it. */
  z.strictObject({ kind: z.literal('customer'), customerId: id, name: z.string().nullable() }),
]);
export type PanelCell = z.infer<typeof panelCell>;

const tone = z.enum(['normal', 'danger']);

/**
 * A list that a service contributes to the admin UI or the portal: data, not markup. `href` of a row is the kind and the id of what it shows
 * (`invoice:<id>`); the page that shows the panel makes the address of it.
 */
export const panelView = z.strictObject({
  title: z.string(),
  metrics: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      value: panelCell,
      hint: z.string().optional(),
      /** The filter whose rows make this figure. */
      filter: z.string().optional(),
    }),
  ),
  /** One is active; the first shows all. */
  filters: z.array(z.strictObject({ id: z.string(), label: z.string(), count: z.int().nullable() })),
  activeFilter: z.string(),
  columns: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      align: z.enum(['start', 'end']),
      hideable: z.boolean(),
      /** What a row is called by; stays on a phone as the head of its card. */
      primary: z.boolean().optional(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      href: z.string().nullable(),
      cells: z.record(z.string(), panelCell),
      actions: z.array(z.strictObject({ id: z.string(), label: z.string(), tone, href: z.string().optional() })),
    }),
  ),
  bulkActions: z.array(z.strictObject({ id: z.string(), label: z.string(), tone })),
  search: z.strictObject({ placeholder: z.string() }).nullable(),
  next: z.string().nullable(),
  empty: z.strictObject({
    title: z.string(),
    text: z.string(),
    action: z.strictObject({ label: z.string(), href: z.string() }).nullable(),
  }),
});
export type PanelView = z.infer<typeof panelView>;

/** What a panel is asked for. */
export const panelInput = z.strictObject({
  filter: z.string().max(60).optional(),
  search: z.string().max(200).optional(),
  customerId: id.optional(),
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(25),
});
