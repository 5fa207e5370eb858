import type { Context } from '@purser/bus';
import { stateOn } from '../domain/taxRates.ts';
import { allRates } from '../store/taxRates.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** The tenant's rates, and which of them hold on a day. */
export async function listTaxRates(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { on: asked }: { on?: string | undefined },
) {
  const on = asked ?? (await tenantToday(ctx)).today;
  const rates = await allRates(ctx);
  return { on, rates: rates.map((rate) => ({ ...rate, state: stateOn(rate, on) })) };
}
