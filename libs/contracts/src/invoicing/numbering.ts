import { command, query } from '@purser/message';
import { z } from 'zod';
import { everyRole } from '../common.ts';
import { service } from './shapes.ts';

export const seriesKind = z.enum(['invoice', 'creditNote', 'quote']);

/** How documents of a kind are numbered. `{YYYY}` or `{YY}`, once, in prefix or suffix: the year of the document's date. */
const form = {
  kind: seriesKind,
  prefix: z.string().max(30),
  suffix: z.string().max(30),
  /** Digits at least. */
  padding: z.int().min(1).max(12),
  /** Whether each year begins at one; the number must then have the year in it. */
  yearly: z.boolean(),
};
const place = z.int().min(1).max(999_999_999_999);
const series = z.strictObject({
  ...form,
  /** The place that is given next, to a document dated today; and how its number will read. */
  next: place,
  preview: z.string(),
});

/**
 * How documents of a kind are numbered from now on. Numbers that were given stay as they are, and none is given twice.
 * @throws Fault rejected `number_taken` when the next one is not beyond all numbers of its form
 */
export const updateSeries = command({
  service,
  name: 'updateSeries',
  version: 1,
  input: z.strictObject({
    ...form,
    /** Without it the series goes on where it stands; of a yearly one, this year's. */
    next: place.optional(),
  }),
  output: series,
  callers: { staff: ['owner', 'admin'] },
});

export const listSeries = query({
  service,
  name: 'listSeries',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ series: z.array(series) }),
  callers: { staff: everyRole },
});
