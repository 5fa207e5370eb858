import type { TaxTotal } from '@purser/billing';

/** A tax rate's total as it travels, in minor units. */
export function taxOut({ rateId, name, percent, inclusive, taxable, amount }: TaxTotal) {
  return { rateId, name, percent, inclusive, taxable: Number(taxable), amount: Number(amount) };
}
