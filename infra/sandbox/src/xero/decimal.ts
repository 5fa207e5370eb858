/** `a / b` to the nearest whole, halves away from zero. */
export function divided(a: bigint, b: bigint): bigint {
  const [size, by] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const whole = (2n * size + by) / (2n * by);
  return a < 0n === b < 0n ? whole : -whole;
}

/**
 * A JSON number as a whole count of its last decimal place, halves away from zero: 12.345 at 2 places is 1235.
 * Read from the shortest text of the number, so that 1.005 is what was written and not what a float makes of it.
 */
export function scaled(value: number, places: number): bigint {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? [];
  if (whole === '') throw new RangeError('not a finite number');
  const shift = Number(exponent) + places - fraction.length;
  const digits = BigInt(sign + whole + fraction);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : divided(digits, 10n ** BigInt(-shift));
}

/** The number to show for a count of the last decimal place. */
export const shown = (count: bigint | number, places: number): number => Number(count) / 10 ** places;

/** `quantity * unit` (both at 4 places) less a discount in percent (at 4 places), at 2 places. */
export const lineTotal = (quantity: bigint, unit: bigint, discountPercent: bigint): bigint =>
  divided(quantity * unit * (1_000_000n - discountPercent), 1_000_000n * 1_000_000n);

/** Tax on top of an amount at 2 places, for a rate in percent at 4 places. */
export const taxOn = (amount: bigint, percent: bigint): bigint => divided(amount * percent, 1_000_000n);

/** The tax inside an amount at 2 places. */
export const taxIn = (amount: bigint, percent: bigint): bigint => divided(amount * percent, 1_000_000n + percent);
