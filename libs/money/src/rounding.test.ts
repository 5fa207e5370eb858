import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRationals, compareRationals, floor, fraction, rational, reduce } from './rational.ts';
import { halfEven, halfUp, ROUNDING_MODES, round } from './rounding.ts';

const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe('rounding', () => {
  test.each([
    // value in halves, half up, half even
    [5n, 3n, 2n],
    [3n, 2n, 2n],
    [1n, 1n, 0n],
    [-1n, -1n, 0n],
    [-3n, -2n, -2n],
    [-5n, -3n, -2n],
    [4n, 2n, 2n],
    [0n, 0n, 0n],
  ])('%d halves: half up gives %d, half even %d', (halves, up, even) => {
    expect(halfUp(rational(halves, 2n))).toBe(up);
    expect(halfEven(rational(halves, 2n))).toBe(even);
  });

  test('no rounding is further than half a unit from the value', () => {
    fc.assert(
      fc.property(anyRational, fc.constantFrom(...ROUNDING_MODES), (value, mode) => {
        const distance = 2n * (round(value, mode) * value.denominator - value.numerator);
        expect(distance <= value.denominator && distance >= -value.denominator).toBe(true);
      }),
    );
  });

  test('both modes agree except on an exact half, and mirror around zero', () => {
    fc.assert(
      fc.property(anyRational, (value) => {
        const isTie = 2n * fraction(value).numerator === value.denominator;
        if (!isTie) expect(halfUp(value)).toBe(halfEven(value));
        const mirrored = rational(-value.numerator, value.denominator);
        expect(halfUp(mirrored)).toBe(-halfUp(value));
        expect(halfEven(mirrored)).toBe(-halfEven(value));
      }),
    );
  });
});

describe('rationals', () => {
  test('floor and fraction make up the value, and the fraction lies in [0, 1)', () => {
    fc.assert(
      fc.property(anyRational, (value) => {
        const rest = fraction(value);
        expect(compareRationals(addRationals(rational(floor(value)), rest), value)).toBe(0);
        expect(rest.numerator >= 0n && rest.numerator < rest.denominator).toBe(true);
      }),
    );
  });

  test('reducing keeps the value and writes equal values alike', () => {
    fc.assert(
      fc.property(anyRational, fc.bigInt({ min: 1n, max: 1000n }), (value, factor) => {
        const wider = rational(value.numerator * factor, value.denominator * factor);
        expect(reduce(wider)).toEqual(reduce(value));
        expect(compareRationals(reduce(value), value)).toBe(0);
      }),
    );
  });

  test('a negative denominator moves its sign up; a zero one is refused', () => {
    expect(rational(1n, -2n)).toEqual({ numerator: -1n, denominator: 2n });
    expect(() => rational(1n, 0n)).toThrow(expect.objectContaining({ code: 'divisionByZero' }));
  });
});
