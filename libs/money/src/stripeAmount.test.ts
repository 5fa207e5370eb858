import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCIES, exponent } from './currency.ts';
import { money } from './money.ts';
import { fromStripe, isBelowStripeMinimum, stripeMinimum, toStripe } from './stripeAmount.ts';
import { STRIPE_MINIMUMS, stripeMaximum } from './stripeCurrencies.ts';

const unscaled = [
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
] as const;
const lastDigitZero = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'] as const;
const scaleUnknown = ['CLF', 'IQD', 'LYD', 'UYI', 'UYW'] as const;

describe('the unit that Stripe counts in', () => {
  test.each(unscaled)('%s 500 is sent as 500', (code) => {
    expect(toStripe(money(500n, code))).toEqual({ amount: 500, currency: code.toLowerCase() });
    expect(fromStripe({ amount: 500, currency: code.toLowerCase() })).toEqual(money(500n, code));
  });

  test.each(['ISK', 'UGX'] as const)('%s 5 is sent as 500, and a fraction coming back is refused', (code) => {
    expect(toStripe(money(5n, code)).amount).toBe(500);
    expect(fromStripe({ amount: 500, currency: code })).toEqual(money(5n, code));
    expect(() => fromStripe({ amount: 550, currency: code })).toThrow(
      expect.objectContaining({ code: 'stripeInexact' }),
    );
  });

  test('MGA has two decimals in ISO and none at Stripe: 12.00 is sent as 12, 12.34 refused or rounded as asked', () => {
    expect(toStripe(money(1200n, 'MGA')).amount).toBe(12);
    expect(fromStripe({ amount: 12, currency: 'mga' })).toEqual(money(1200n, 'MGA'));
    expect(() => toStripe(money(1234n, 'MGA'))).toThrow(expect.objectContaining({ code: 'stripeInexact' }));
    expect(toStripe(money(1234n, 'MGA'), 'round').amount).toBe(12);
    expect(toStripe(money(1250n, 'MGA'), 'round').amount).toBe(13);
  });

  test.each(['HUF', 'TWD'] as const)('%s 10.45 is charged as 1045', (code) => {
    expect(toStripe(money(1045n, code)).amount).toBe(1045);
    expect(fromStripe({ amount: 1045, currency: code })).toEqual(money(1045n, code));
  });

  test.each(lastDigitZero)('%s ends in 0: 5.124 is refused, or rounded to 5.120 when asked', (code) => {
    expect(toStripe(money(5120n, code)).amount).toBe(5120);
    expect(() => toStripe(money(5124n, code))).toThrow(expect.objectContaining({ code: 'stripeInexact' }));
    expect(toStripe(money(5124n, code), 'round').amount).toBe(5120);
    expect(toStripe(money(5125n, code), 'round').amount).toBe(5130);
    expect(fromStripe({ amount: 5120, currency: code })).toEqual(money(5120n, code));
  });

  test.each(scaleUnknown)('%s is refused rather than sent at a guessed scale', (code) => {
    expect(() => toStripe(money(1n, code))).toThrow(expect.objectContaining({ code: 'stripeScaleUnknown' }));
    expect(() => fromStripe({ amount: 1, currency: code })).toThrow(
      expect.objectContaining({ code: 'stripeScaleUnknown' }),
    );
  });

  test('every other currency is sent as its ISO minor units', () => {
    const special = new Set<string>([...unscaled, ...lastDigitZero, ...scaleUnknown, 'ISK', 'UGX', 'MGA']);
    for (const code of CURRENCIES.filter((candidate) => !special.has(candidate))) {
      expect(exponent(code)).toBe(2);
      expect(toStripe(money(1099n, code))).toEqual({ amount: 1099, currency: code.toLowerCase() });
    }
  });
});

describe('there and back', () => {
  const chargeable = CURRENCIES.filter((code) => !scaleUnknown.some((unknown) => unknown === code));

  test('what Stripe takes to the unit comes back to the unit; what it rounds is off by less than one step', () => {
    fc.assert(
      fc.property(fc.constantFrom(...chargeable), fc.bigInt({ min: 0n, max: 900_000n }), (code, amount) => {
        const value = money(amount, code);
        const back = fromStripe(toStripe(value, 'round'));
        const off = back.amount - amount;
        let exact = true;
        try {
          toStripe(value);
        } catch {
          exact = false;
        }
        expect(off === 0n).toBe(exact);
        expect(off <= 50n && off >= -50n).toBe(true);
      }),
    );
  });
});

describe('limits', () => {
  test('eight digits pass and one more unit does not', () => {
    expect(toStripe(money(99_999_999n, 'USD')).amount).toBe(99_999_999);
    expect(() => toStripe(money(100_000_000n, 'USD'))).toThrow(expect.objectContaining({ code: 'stripeTooLarge' }));
    expect(() => toStripe(money(1_000_000n, 'ISK'))).toThrow(expect.objectContaining({ code: 'stripeTooLarge' }));
    expect(toStripe(money(stripeMaximum('IDR'), 'IDR')).amount).toBe(999_999_999_999);
  });

  test('a negative amount is not sent, though one is read from a balance transaction', () => {
    expect(() => toStripe(money(-1n, 'USD'))).toThrow(expect.objectContaining({ code: 'stripeNegative' }));
    expect(fromStripe({ amount: -59, currency: 'usd' })).toEqual(money(-59n, 'USD'));
  });

  test.each([1.5, Number.NaN, 2 ** 53])('%d from Stripe is refused', (amount) => {
    expect(() => fromStripe({ amount, currency: 'usd' })).toThrow(expect.objectContaining({ code: 'malformedAmount' }));
  });

  test('the smallest charge is known in the main settlement currencies, and unknown elsewhere', () => {
    expect(stripeMinimum('USD')).toEqual(money(50n, 'USD'));
    expect(stripeMinimum('GBP')).toEqual(money(30n, 'GBP'));
    expect(stripeMinimum('JPY')).toEqual(money(50n, 'JPY'));
    expect(stripeMinimum('HUF')).toEqual(money(17500n, 'HUF'));
    expect(stripeMinimum('KES')).toBeUndefined();
    expect(isBelowStripeMinimum(money(49n, 'USD'))).toBe(true);
    expect(isBelowStripeMinimum(money(50n, 'USD'))).toBe(false);
    expect(isBelowStripeMinimum(money(1n, 'KES'))).toBe(false);
  });

  test('every documented minimum is itself an amount that Stripe takes', () => {
    for (const [code, units] of STRIPE_MINIMUMS) {
      const minimum = stripeMinimum(code);
      expect(minimum && toStripe(minimum).amount).toBe(Number(units));
    }
  });
});
