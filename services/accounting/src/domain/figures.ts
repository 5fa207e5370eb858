import { type Currency, exponent } from '@purser/money';

/** Minor units as the decimal text of the currency, `-12.05`. */
export function decimal(amount: bigint, currency: Currency): string {
  const places = exponent(currency);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, '0');
  const sign = amount < 0n ? '-' : '';
  if (places === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A figure of Xero's as minor units, exactly; undefined when it has more places than the currency. */
export function minorUnits(figure: number, currency: Currency): bigint | undefined {
  const places = exponent(currency);
  // Xero keeps two places in all its totals; JSON numbers of that size are exact when written with as many.
  const [whole = '0', fraction = ''] = Math.abs(figure).toFixed(4).split('.');
  if (/[^0]/.test(fraction.slice(places))) return undefined;
  const units = BigInt(whole + fraction.slice(0, places));
  return figure < 0 ? -units : units;
}
