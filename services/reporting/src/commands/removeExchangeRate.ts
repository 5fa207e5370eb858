import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { rateNotFound } from '../domain/exchangeRates.ts';
import { deleteRate } from '../store/exchangeRates.ts';

/** From its day on the one before it holds again. */
export async function removeExchangeRate(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  rate: z.output<typeof contract.removeExchangeRate.input>,
) {
  if (!(await deleteRate(ctx, rate))) throw rateNotFound();
  return {};
}
