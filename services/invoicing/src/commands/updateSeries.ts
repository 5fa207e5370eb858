import { documentNumber } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { checkSeries, counterOf, decideCounters, yearOf } from '../domain/number.ts';
import { givenLike, lockSeries, readCounters, storeSeries } from '../store/series.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** How documents of a kind are numbered from now on. Whoever issues meanwhile waits, and gets a number of the new form. */
export async function updateSeries(ctx: Context, input: z.output<typeof contract.updateSeries.input>) {
  const { next, ...series } = input;
  checkSeries(series);
  if (!(await lockSeries(ctx, series.kind))) throw notYet('tenant');
  const { today } = await tenantToday(ctx);
  const thisYear = yearOf(today);
  const [given, standing] = [await givenLike(ctx, series), await readCounters(ctx, series.kind)];
  const asked = next === undefined ? undefined : BigInt(next);
  const counters = decideCounters(series, { given, standing, thisYear, next: asked });
  await storeSeries(ctx, series, counters);
  const place = counters.get(counterOf(series, thisYear)) ?? 1n;
  return { ...series, next: Number(place), preview: documentNumber(series, thisYear, place) };
}
