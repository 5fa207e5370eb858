import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { notFound } from '../domain/refusals.ts';
import { checkValidity } from '../domain/taxRates.ts';
import { findAndLockRate, saveRate } from '../store/taxRates.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** After its last day no invoice is issued with the rate; those that were stay as they are. */
export async function endTaxRate(ctx: Context, { rateId, lastDay }: z.output<typeof contract.endTaxRate.input>) {
  const rate = await findAndLockRate(ctx, rateId);
  if (!rate) throw notFound('tax_rate');
  const validUntil = lastDay ?? (await tenantToday(ctx)).today;
  const ended = { ...rate, validUntil };
  checkValidity(ended, 'lastDay');
  await saveRate(ctx, ended);
  return { rateId, validUntil };
}
