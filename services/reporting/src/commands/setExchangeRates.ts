import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { checkRates, mostRates, tooManyRates } from '../domain/exchangeRates.ts';
import { countRates, saveRates } from '../store/exchangeRates.ts';

/** All of them or none. */
export async function setExchangeRates(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  { into, rates }: z.output<typeof contract.setExchangeRates.input>,
) {
  checkRates(into, rates);
  await saveRates(ctx, into, rates);
  if ((await countRates(ctx)) > mostRates) throw tooManyRates();
  return { set: rates.length };
}
