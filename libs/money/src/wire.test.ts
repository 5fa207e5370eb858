import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES } from './currency.ts';
import { money } from './money.ts';
import { fromWire, MAX_WIRE_AMOUNT, toWire } from './wire.ts';

const max = Number(MAX_WIRE_AMOUNT);

test('every amount within the limit survives JSON and back', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -MAX_WIRE_AMOUNT, max: MAX_WIRE_AMOUNT }),
      fc.constantFrom(...CURRENCIES),
      (amount, code) => {
        const value = money(amount, code);
        expect(fromWire(JSON.parse(JSON.stringify(toWire(value))))).toEqual(value);
      },
    ),
  );
});

test('the limit itself passes, one more does not, either way and either side of zero', () => {
  for (const sign of [1n, -1n]) {
    expect(toWire(money(sign * MAX_WIRE_AMOUNT, 'GBP')).amount).toBe(Number(sign) * max);
    expect(() => toWire(money(sign * (MAX_WIRE_AMOUNT + 1n), 'GBP'))).toThrow(
      expect.objectContaining({ code: 'amountOutOfRange' }),
    );
    expect(() => fromWire({ amount: Number(sign) * (max + 1), currency: 'GBP' })).toThrow(
      expect.objectContaining({ code: 'amountOutOfRange' }),
    );
  }
});

test.each([12.5, Number.NaN, Number.POSITIVE_INFINITY])('%d on the wire is refused', (amount) => {
  expect(() => fromWire({ amount, currency: 'GBP' })).toThrow(expect.objectContaining({ code: 'malformedAmount' }));
});

test.each(['gbp', 'ZZZ'])('currency %s on the wire is refused', (code) => {
  expect(() => fromWire({ amount: 1, currency: code })).toThrow(expect.objectContaining({ code: 'unknownCurrency' }));
});

test('nine hundred of the largest amounts still add up exactly in a double', () => {
  expect(max * 900).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
});
