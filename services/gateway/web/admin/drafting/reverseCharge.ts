import { suggestReverseCharge } from '@purser/billing';
import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import type { Draft, Tax } from './draft.ts';
import { taxOf } from './rates.ts';

/** The country of a customer who would account for the tax, as long as some line charges it; null when there is nothing to suggest. */
export function reverseChargeFor(
  { customer, lines }: Pick<Draft, 'customer' | 'lines'>,
  { company }: Pick<TenantModel, 'company'>,
): string | null {
  const seller = { country: company?.address?.country ?? null, taxNumber: company?.taxNumber ?? null };
  if (lines.every(({ taxes }) => taxes.length > 0 && taxes.every(({ kind }) => kind === 'reverseCharge'))) return null;
  return suggestReverseCharge(seller, { taxNumber: customer?.taxNumber ?? null });
}

/** The tenant's rate for it, where it has one that holds today. */
export function reverseChargeRate(stored: readonly TaxRateModel[]): Tax | undefined {
  const found = stored.find(({ kind, state }) => kind === 'reverseCharge' && state === 'valid');
  return found && taxOf(found);
}
