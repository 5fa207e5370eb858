import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { readRates } from '../store/exchangeRates.ts';

/** Where a list goes on: a currency and a day. */
const place = z.tuple([z.string().regex(/^[A-Z]{3}$/), z.iso.date()]);

/**
 * Rates by currency, the latest day first; `next` continues after the last one shown.
 * @throws Fault invalid `invalid_cursor`
 */
export async function listExchangeRates(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  { into, from, after, limit }: z.output<typeof contract.listExchangeRates.input>,
) {
  const found = await readRates(ctx, {
    into,
    from,
    after: after === undefined ? undefined : placeOf(after),
    limit: limit + 1,
  });
  const rates = found.slice(0, limit);
  const last = rates.at(-1);
  return { rates, next: found.length > limit && last ? `${last.from} ${last.effectiveFrom}` : null };
}

function placeOf(after: string) {
  const read = place.safeParse(after.split(' '));
  if (!read.success) throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
  const [from, effectiveFrom] = read.data;
  return { from, effectiveFrom };
}
