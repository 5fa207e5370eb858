import { type Currency, exponent } from './currency.ts';
import type { Money } from './money.ts';
import { MoneyError } from './moneyError.ts';

/** What a decimal text may look like. */
export type DecimalLimits = {
  /** The result is in units of 10^-scale; the text may have at most this many decimals. */
  readonly scale: number;
  /** Digits before the point, leading zeros not counted. Bounds the work an attacker can ask for. */
  readonly integerDigits: number;
  /** Whether a leading minus is read. */
  readonly signed?: boolean;
};

/** Quantities: six decimals, so 1.25 reads as 1250000n. */
export const QUANTITY: DecimalLimits = { scale: 6, integerDigits: 9 };

/** Rates in percent: four decimals, so 8.875 reads as 88750n, of the 1000000n that are 100 percent. */
export const PERCENT: DecimalLimits = { scale: 4, integerDigits: 3 };

/** Unit prices in minor units: six decimals, so 0.125 of a penny reads as 125000n. */
export const UNIT_PRICE: DecimalLimits = { scale: 6, integerDigits: 14 };

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const LONGEST_TEXT = 64;

/**
 * Reads plain decimal text into a whole number of 10^-scale. Digits, one point, nothing else: no exponent, no plus, no
 * blank, no separator, no NaN. More decimals than the scale are refused even when they are zeros, so that what is stored
 * is what was written.
 *
 * Throws `malformedDecimal`, `negativeDecimal`, `tooManyDecimals`, `tooManyDigits`.
 */
export function parseDecimal(text: string, limits: DecimalLimits): bigint {
  const match = text.length <= LONGEST_TEXT ? PLAIN_DECIMAL.exec(text) : null;
  if (!match) throw new MoneyError('malformedDecimal', `Not a plain decimal number: ${text.slice(0, LONGEST_TEXT)}`);
  const [, sign = '', whole = '', decimals = ''] = match;
  if (sign && !limits.signed) throw new MoneyError('negativeDecimal', `Must not be negative: ${text}`);
  if (decimals.length > limits.scale) {
    throw new MoneyError('tooManyDecimals', `At most ${limits.scale} decimals: ${text}`);
  }
  if (whole.replace(/^0+/, '').length > limits.integerDigits) {
    throw new MoneyError('tooManyDigits', `At most ${limits.integerDigits} digits before the point: ${text}`);
  }
  const scaled = BigInt(whole + decimals.padEnd(limits.scale, '0'));
  return sign ? -scaled : scaled;
}

/** Writes a whole number of 10^-scale as decimal text; `minimumDecimals` keeps trailing zeros, otherwise they go. */
export function formatDecimal(scaled: bigint, scale: number, minimumDecimals = 0): string {
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  let decimals = digits.slice(digits.length - scale);
  while (decimals.length > minimumDecimals && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
  return `${scaled < 0n ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}`;
}

/** Reads an amount a person typed, in units of the currency: ('12.5', 'GBP') is 1250 pence. Throws as parseDecimal does. */
export function parseMoney(text: string, currency: Currency): Money {
  const scale = exponent(currency);
  return { amount: parseDecimal(text, { scale, integerDigits: 14 - scale, signed: true }), currency };
}

/** The amount in units of the currency with all its decimals, for machines and forms: '12.50'. The inverse of parseMoney. */
export function toDecimalText(value: Money): string {
  const scale = exponent(value.currency);
  return formatDecimal(value.amount, scale, scale);
}
