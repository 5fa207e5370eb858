import type { Context } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { directory as contract } from '@purser/contracts';
import type { z } from 'zod';
import { knownCurrency } from '../domain/settings.ts';
import { changeCustomer } from '../store/changeCustomer.ts';

/** Replaces what is known of a customer: what is left out is gone, but for what a caller of old has never heard of. */
export function updateCustomer(clock: Clock) {
  return async (ctx: Context, input: z.output<typeof contract.updateCustomer.input>) => {
    const currency = input.currency === undefined ? null : knownCurrency(input.currency, 'currency');
    await changeCustomer(ctx, clock, { ...input, currency, terms_days: input.terms_days ?? null });
    return { customerId: input.customerId };
  };
}
