import { MoneyError } from './moneyError.ts';

/** An exact fraction. The denominator is above zero; the fraction is not reduced. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

/** Throws `divisionByZero`. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new MoneyError('divisionByZero', `${numerator}/0 is not a number`);
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

export function addRationals(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) {
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The greatest whole number not above the fraction: floor(-1/2) is -1, where bigint division would give 0. */
export function floor(value: Rational): bigint {
  const quotient = value.numerator / value.denominator;
  return value.numerator < 0n && quotient * value.denominator !== value.numerator ? quotient - 1n : quotient;
}

/** What floor leaves over: at least 0, below 1. */
export function fraction(value: Rational): Rational {
  return { numerator: value.numerator - floor(value) * value.denominator, denominator: value.denominator };
}

/** In lowest terms, so that equal fractions are written alike. */
export function reduce(value: Rational): Rational {
  let a = value.numerator < 0n ? -value.numerator : value.numerator;
  let b = value.denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return { numerator: value.numerator / a, denominator: value.denominator / a };
}
