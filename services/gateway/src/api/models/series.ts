import { invoicing } from '@purser/contracts';
import { z } from 'zod';

const known = invoicing.updateSeries.input.shape;

export const seriesParams = z.strictObject({ kind: known.kind });

/** `{YYYY}` or `{YY}`, once, in prefix or suffix stands for the year of the document's date. */
export const seriesBody = z.strictObject({
  prefix: known.prefix,
  suffix: known.suffix,
  padding: known.padding,
  yearly: known.yearly,
  next: known.next,
});
export type SeriesBody = z.infer<typeof seriesBody>;

export const seriesModel = invoicing.updateSeries.output;
export type SeriesModel = z.infer<typeof seriesModel>;
export const seriesList = z.strictObject({ data: z.array(seriesModel) });
