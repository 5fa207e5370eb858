import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { notFound, sameRateTwice } from '../domain/refusals.ts';
import { chargeOf, checkValidity, type StoredRate } from '../domain/taxRates.ts';
import { findAndLockRate, hasTwin, lockRates, saveRate } from '../store/taxRates.ts';

/** A rate's name and dates may change; what it charges only as long as no invoice left the house with it. */
export async function updateTaxRate(ctx: Context, input: z.output<typeof contract.updateTaxRate.input>) {
  await lockRates(ctx);
  const known = await findAndLockRate(ctx, input.rateId);
  if (!known) throw notFound('tax_rate');
  const { name = known.name, percent = known.percent, inclusive = known.inclusive, kind = known.kind } = input;
  const { validFrom = known.validFrom, validUntil = known.validUntil } = input;
  const rate: StoredRate = { ...known, name, ...chargeOf({ percent, inclusive, kind }), validFrom, validUntil };
  const charges = rate.percent !== known.percent || rate.inclusive !== known.inclusive || rate.kind !== known.kind;
  if (known.used && charges)
    throw fault(
      'rejected',
      'tax_rate_used',
      'Invoices were issued with this rate, so what it charges stays. Let another rate take over from a day.',
    );
  checkValidity(rate);
  if (await hasTwin(ctx, rate)) throw sameRateTwice();
  await saveRate(ctx, rate);
  return { rateId: rate.rateId };
}
