import { floor, type Rational } from './rational.ts';

/** What happens to an exact half: `halfUp` goes away from zero (2.5 → 3, -2.5 → -3), `halfEven` to the even neighbour. */
export type RoundingMode = 'halfUp' | 'halfEven';

export const ROUNDING_MODES: readonly RoundingMode[] = ['halfUp', 'halfEven'];

/** To the nearest whole number; an exact half goes away from zero, as tax offices and people on paper do it. */
export function halfUp(value: Rational): bigint {
  const { numerator, denominator } = value;
  if (numerator < 0n) return -halfUp({ numerator: -numerator, denominator });
  return (2n * numerator + denominator) / (2n * denominator);
}

/** To the nearest whole number; an exact half goes to the even one, so that many roundings do not drift. */
export function halfEven(value: Rational): bigint {
  const below = floor(value);
  const twiceRest = 2n * (value.numerator - below * value.denominator);
  if (twiceRest < value.denominator) return below;
  if (twiceRest > value.denominator) return below + 1n;
  return below % 2n === 0n ? below : below + 1n;
}

export function round(value: Rational, mode: RoundingMode): bigint {
  return mode === 'halfUp' ? halfUp(value) : halfEven(value);
}
