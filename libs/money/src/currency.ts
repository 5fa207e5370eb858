import { MoneyError } from './moneyError.ts';

// Active ISO 4217 codes by exponent, the number of decimals between the currency's unit and its minor unit (the
// standard's column "Mnr unt"). Kept by hand after ISO 4217 list one. Left out: codes without a minor unit (metals, XDR, XTS, XXX)
// and withdrawn ones (ANG became XCG in 2025, BGN became EUR in 2026, ZWL became ZWG in 2024; HRK, CUC, SLL).
// biome-ignore format: a table reads better than one code a line
const NO_DECIMALS = [
  'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF',
  'XPF',
] as const;

// biome-ignore format: a table reads better than one code a line
const TWO_DECIMALS = [
  'AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BMD', 'BND', 'BOB', 'BOV',
  'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHE', 'CHF', 'CHW', 'CNY', 'COP', 'COU', 'CRC', 'CUP',
  'CVE', 'CZK', 'DKK', 'DOP', 'DZD', 'EGP', 'ERN', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GHS', 'GIP', 'GMD',
  'GTQ', 'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'IRR', 'JMD', 'KES', 'KGS', 'KHR', 'KPW', 'KYD',
  'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MRU', 'MUR', 'MVR',
  'MWK', 'MXN', 'MXV', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK', 'NPR', 'NZD', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR',
  'PLN', 'QAR', 'RON', 'RSD', 'RUB', 'SAR', 'SBD', 'SCR', 'SDG', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD', 'SSP',
  'STN', 'SVC', 'SYP', 'SZL', 'THB', 'TJS', 'TMT', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'USD', 'USN', 'UYU',
  'UZS', 'VED', 'VES', 'WST', 'XAD', 'XCD', 'XCG', 'YER', 'ZAR', 'ZMW', 'ZWG',
] as const;

// biome-ignore format: a table reads better than one code a line
const THREE_DECIMALS = [
  'BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND',
] as const;

// biome-ignore format: a table reads better than one code a line
const FOUR_DECIMALS = [
  'CLF', 'UYW',
] as const;

/** An active ISO 4217 code in capitals. Other text becomes one through {@link currency}. */
export type Currency =
  | (typeof NO_DECIMALS)[number]
  | (typeof TWO_DECIMALS)[number]
  | (typeof THREE_DECIMALS)[number]
  | (typeof FOUR_DECIMALS)[number];

const EXPONENTS: ReadonlyMap<string, number> = new Map<string, number>([
  ...NO_DECIMALS.map((code) => [code, 0] as const),
  ...TWO_DECIMALS.map((code) => [code, 2] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
  ...FOUR_DECIMALS.map((code) => [code, 4] as const),
]);

/** All currencies, in alphabetical order. */
export const CURRENCIES: readonly Currency[] = [
  ...NO_DECIMALS,
  ...TWO_DECIMALS,
  ...THREE_DECIMALS,
  ...FOUR_DECIMALS,
].toSorted();

/** Whether the value is an active ISO 4217 code, written in capitals. */
export function isCurrency(value: unknown): value is Currency {
  return typeof value === 'string' && EXPONENTS.has(value);
}

/** Reads a code in any letter case. Throws `unknownCurrency`. */
export function currency(code: string): Currency {
  const upper = code.toUpperCase();
  if (!isCurrency(upper)) throw new MoneyError('unknownCurrency', `Not an active ISO 4217 currency: ${code}`);
  return upper;
}

/** How many decimals the currency has: 0, 2, 3 or 4. */
export function exponent(of: Currency): number {
  const decimals = EXPONENTS.get(of);
  if (decimals === undefined) throw new MoneyError('unknownCurrency', `Not an active ISO 4217 currency: ${of}`);
  return decimals;
}

/** How many minor units make one unit of the currency: 100n for GBP, 1n for JPY. */
export function minorUnitsPerUnit(of: Currency): bigint {
  return 10n ** BigInt(exponent(of));
}
