import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkAmount, currency, decimalsOf } from './currencies.ts';

it.each([
  ['jpy', 0],
  ['krw', 0],
  ['mga', 0],
  ['ugx', 0],
  ['isk', 2],
  ['huf', 2],
  ['usd', 2],
  ['kwd', 3],
  ['tnd', 3],
])("%s has %d decimals by Stripe's rules", (code, decimals) => {
  expect(decimalsOf(code)).toBe(decimals);
});

it('reads currencies in any case and refuses unknown ones', () => {
  expect(currency('EUR', 'currency')).toBe('eur');
  expect(() => currency('xxx', 'currency')).toThrow('Invalid currency: xxx');
});

it('takes every amount from the minimum to eight digits, and no other', () => {
  const refused = (amount: number, code: string, message: string) => {
    expect(() => checkAmount(amount, code)).toThrow(message);
  };
  fc.assert(fc.property(fc.integer({ min: 50, max: 99_999_999 }), (amount) => checkAmount(amount, 'usd')));
  fc.assert(fc.property(fc.integer({ min: 1, max: 49 }), (amount) => refused(amount, 'usd', 'at least $0.50 usd')));
  fc.assert(fc.property(fc.integer({ max: 0 }), (amount) => refused(amount, 'usd', 'greater than or equal to 1')));
  fc.assert(fc.property(fc.integer({ min: 100_000_000 }), (amount) => refused(amount, 'jpy', 'no more than')));
});

it('in thousandths takes tens only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (amount) => {
      if (amount % 10 === 0) checkAmount(amount, 'bhd');
      else expect(() => checkAmount(amount, 'bhd')).toThrow('must end in 0');
    }),
  );
});
