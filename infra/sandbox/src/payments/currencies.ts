import { invalidParam } from '../transport/errors.ts';
import { type Parse, text } from '../transport/params.ts';

/** Charged in whole units (docs.stripe.com/currencies). */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '));
/** Sent in thousandths whose last digit must be 0. */
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));

const twoDecimal = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd
   fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn
   nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah uyu uzs wst
   xcd yer zar zmw`.split(/\s+/),
);

/** Smallest charge in minor units, where Stripe publishes one (docs.stripe.com/currencies, minimum and maximum charge amounts). */
const minimum: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};

const maximum = 99_999_999;

/** Digits after the point in Stripe's amounts, which are not ISO's for some currencies. */
export const decimalsOf = (currency: string): 0 | 2 | 3 =>
  zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;

/** A currency Stripe charges in, lower case. */
export const currency: Parse<string> = (raw, name) => {
  const value = text(raw, name).toLowerCase();
  if (twoDecimal.has(value) || zeroDecimal.has(value) || threeDecimal.has(value)) return value;
  throw invalidParam(
    name,
    `Invalid currency: ${value}. Stripe currently supports these currencies: ${[...twoDecimal, ...zeroDecimal, ...threeDecimal].join(', ')}`,
  );
};

const shown = (amount: number, code: string): string => {
  const decimals = decimalsOf(code);
  const value = (amount / 10 ** decimals).toLocaleString('en-US', { minimumFractionDigits: decimals });
  return code === 'usd' ? `$${value} ${code}` : `${value} ${code}`;
};

/** An amount as errors about refunds write it: `$20.00`. */
export function spoken(amount: number, code: string): string {
  const decimals = decimalsOf(code);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: code, ...digits }).format(
    amount / 10 ** decimals,
  );
}

/**
 * Refuses an amount Stripe would not charge.
 * @throws ApiError 400: not positive, below the currency's minimum, above eight digits, or a last digit the currency does not have.
 */
export function checkAmount(amount: number, code: string, param = 'amount'): void {
  if (amount < 1)
    throw invalidParam(param, 'This value must be greater than or equal to 1.', 'parameter_invalid_integer');
  const least = minimum[code] ?? 1;
  if (amount < least) throw invalidParam(param, `Amount must be at least ${shown(least, code)}.`, 'amount_too_small');
  if (amount > maximum)
    throw invalidParam(param, `Amount must be no more than ${shown(maximum, code)}.`, 'amount_too_large');
  if (threeDecimal.has(code) && amount % 10 !== 0) {
    throw invalidParam(
      param,
      `Invalid amount: amounts in ${code} are in thousandths and must end in 0.`,
      'parameter_invalid_integer',
    );
  }
  if (code === 'isk' && amount % 100 !== 0) {
    throw invalidParam(
      param,
      'Invalid amount: isk has no decimals; amounts are sent with two and must be divisible by 100.',
      'parameter_invalid_integer',
    );
  }
}
