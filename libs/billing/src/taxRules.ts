import { PERCENT, parseDecimal, type Rational, rational } from '@purser/money';
import { total, WHOLE } from './amounts.ts';
import type { TaxRate } from './invoiceInput.ts';

// The rules, for one line:
// - Inclusive rates are taken out of the price, all from the same net amount: price = net × (1 + sum of inclusive rates).
//   The tax is rounded and the net is what remains, so the price the customer was shown never changes.
// - Exclusive rates are added on top, each on the net amount (after inclusive tax was taken out); no tax on tax.
// - Reverse charge and exempt rates count as zero percent: a price stands as it is, even one marked inclusive.
// - Rates are worked in the order in which the invoice first names them.

/** The percentage that is charged, in the scale of PERCENT. */
export function chargedPercent(rate: Pick<TaxRate, 'percent' | 'kind'>): bigint {
  return (rate.kind ?? 'standard') === 'standard' ? parseDecimal(rate.percent, PERCENT) : 0n;
}

/** The sum of the percentages that the price contains. */
export function containedPercent(rates: readonly TaxRate[]): bigint {
  return total(rates.filter((rate) => rate.inclusive).map(chargedPercent));
}

/** Tax contained in a price, before rounding: price × rate / (1 + all inclusive rates). */
export function exactInclusiveTax(price: bigint, percent: bigint, contained: bigint): Rational {
  return rational(price * percent, WHOLE + contained);
}

/** Tax on top of a net amount, before rounding. */
export function exactExclusiveTax(net: bigint, percent: bigint): Rational {
  return rational(net * percent, WHOLE);
}

/** Each rate once, in the order in which the lines first name them. */
export function ratesInOrder(lines: readonly { readonly taxes: readonly TaxRate[] }[]): TaxRate[] {
  const byId = new Map<string, TaxRate>();
  for (const rate of lines.flatMap((line) => line.taxes)) if (!byId.has(rate.id)) byId.set(rate.id, rate);
  return [...byId.values()];
}
