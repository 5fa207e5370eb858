import { documentNumber } from '@purser/billing';
import type { Context } from '@purser/bus';
import { counterOf, yearOf } from '../domain/number.ts';
import { readCounters, readSeries } from '../store/series.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** How each kind of document is numbered, and what the next one, dated today, would be called. */
export async function listSeries(ctx: Pick<Context, 'tx' | 'tenant' | 'now'>) {
  const { today } = await tenantToday(ctx);
  const thisYear = yearOf(today);
  const series = await readSeries(ctx);
  return {
    series: await Promise.all(
      series.map(async (each) => {
        const place = (await readCounters(ctx, each.kind)).get(counterOf(each, thisYear)) ?? 1n;
        return { ...each, next: Number(place), preview: documentNumber(each, thisYear, place) };
      }),
    ),
  };
}
