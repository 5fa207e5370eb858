import { type Currency, exponent } from './currency.ts';
import { MoneyError } from './moneyError.ts';

// Where Stripe's API counts an amount in another unit than ISO 4217's minor unit.
// Source: docs.stripe.com/currencies, sections "Zero-decimal currencies", "Special cases" and "Three-decimal currencies".

/** Sent in whole units. All but MGA have no decimals in ISO either. UGX is on Stripe's list too, but see below. */
const WHOLE_UNITS: ReadonlySet<Currency> = new Set<Currency>([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);

/**
 * Have no decimals, yet are sent with two that are always 00, because they once had them: 5 ISK is sent as 500. Stripe's
 * page lists UGX under both headings; its API answers an unscaled amount with "Currency UGX has become effectively
 * zero-decimal and charged amounts must be evenly divisible by 100" (woocommerce-gateway-stripe issue 2674), which
 * settles it: times 100.
 */
const WHOLE_UNITS_TIMES_100: ReadonlySet<Currency> = new Set<Currency>(['ISK', 'UGX']);

/** Sent with three decimals, of which the last must be 0. */
const LAST_DIGIT_ZERO: ReadonlySet<Currency> = new Set<Currency>(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** How Stripe counts a currency: 10^decimals of Stripe's units make one unit; sent amounts are multiples of `step`. */
export type StripeScale = { readonly decimals: number; readonly step: bigint };

/**
 * Two decimals, no step, for every currency that ISO gives two decimals and Stripe does not single out. HUF and TWD are
 * among them: Stripe charges them with two decimals and only pays them out in whole units. A currency of three or four
 * decimals, or of none, that Stripe's page does not mention is refused rather than sent at a guessed scale: throws
 * `stripeScaleUnknown`.
 */
export function stripeScale(currency: Currency): StripeScale {
  if (WHOLE_UNITS.has(currency)) return { decimals: 0, step: 1n };
  if (WHOLE_UNITS_TIMES_100.has(currency)) return { decimals: 2, step: 100n };
  if (LAST_DIGIT_ZERO.has(currency)) return { decimals: 3, step: 10n };
  if (exponent(currency) === 2) return { decimals: 2, step: 1n };
  throw new MoneyError('stripeScaleUnknown', `Stripe documents no scale for ${currency}`);
}

/**
 * The largest amount of one charge, in Stripe's units: eight digits, as the API reference says of PaymentIntent.amount.
 * Twelve for IDR, of which eight would be some 60 US dollars: not verified against Stripe's documentation. Should it be
 * wrong, Stripe refuses with `amount_too_large`.
 */
export function stripeMaximum(currency: Currency): bigint {
  return currency === 'IDR' ? 999_999_999_999n : 99_999_999n;
}

/**
 * The smallest charge per settlement currency, in Stripe's units (1000 for MXN is 10 pesos). Documented at
 * docs.stripe.com/currencies#minimum-and-maximum-charge-amounts; the figures were taken from published copies of that
 * table, not verified against the page. Stripe applies it after conversion to the account's settlement currency, so the
 * table is a guide, to warn early, and Stripe's `amount_too_small` is the law.
 */
export const STRIPE_MINIMUMS: ReadonlyMap<Currency, bigint> = new Map<Currency, bigint>([
  ['AED', 200n],
  ['AUD', 50n],
  ['BRL', 50n],
  ['CAD', 50n],
  ['CHF', 50n],
  ['CZK', 1500n],
  ['DKK', 250n],
  ['EUR', 50n],
  ['GBP', 30n],
  ['HKD', 400n],
  ['HUF', 17500n],
  ['INR', 50n],
  ['JPY', 50n],
  ['MXN', 1000n],
  ['MYR', 200n],
  ['NOK', 300n],
  ['NZD', 50n],
  ['PLN', 200n],
  ['RON', 200n],
  ['SEK', 300n],
  ['SGD', 50n],
  ['THB', 1000n],
  ['USD', 50n],
]);
