import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { notFound, sameRateTwice } from '../domain/refusals.ts';
import { chargeOf, checkValidity, lastDayBefore, type StoredRate } from '../domain/taxRates.ts';
import { findAndLockRate, hasTwin, insertRate, lockRates, saveRate } from '../store/taxRates.ts';

/** More than any country has, and few enough to be read whole. */
const mostRates = 200;

/** A rate the tenant charges; one it replaces ends the day before. */
export async function createTaxRate(ctx: Context, input: z.output<typeof contract.createTaxRate.input>) {
  const { rateId, name, validFrom = null, validUntil = null, replaces } = input;
  const rate: StoredRate = { rateId, name, ...chargeOf(input), validFrom, validUntil, used: false };
  checkValidity(rate);
  if ((await lockRates(ctx)) >= mostRates)
    throw fault('rejected', 'too_many_tax_rates', `There are ${mostRates} tax rates at most.`);
  if (replaces !== undefined) {
    const before = await findAndLockRate(ctx, replaces);
    if (!before) throw notFound('tax_rate');
    await saveRate(ctx, { ...before, validUntil: lastDayBefore(before, rate) });
  }
  if (await hasTwin(ctx, rate)) throw sameRateTwice();
  if (!(await insertRate(ctx, rate))) throw fault('conflict', 'tax_rate_exists', 'There is a tax rate with this id.');
  return { rateId };
}
