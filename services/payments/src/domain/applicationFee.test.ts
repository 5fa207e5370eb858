import { currency, money } from '@purser/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applicationFee, returnedFee } from './applicationFee.ts';

const gbp = (amount: bigint) => money(amount, currency('GBP'));

test.each([
  ['2.5 % of 100.00', 10_000n, 250, {}, 250n],
  ['2.5 % and 0.30 of 100.00', 10_000n, 250, { GBP: 30 }, 280n],
  ['a half of a penny goes up', 20n, 250, {}, 1n],
  ['less than a half goes down', 19n, 250, {}, 0n],
  ['a fixed part of another currency is not taken', 10_000n, 0, { EUR: 30 }, 0n],
  ['never above the amount', 25n, 10_000, { GBP: 30 }, 25n],
  ['a fixed part above the amount is the amount', 20n, 0, { GBP: 30 }, 20n],
])('%s', (_name, amount, basisPoints, fixed, expected) => {
  expect(applicationFee(gbp(amount), { basisPoints, fixed })).toBe(expected);
});

test('percent and fixed part are rounded once, together', () => {
  // 0.5 + 30 is 30.5, once rounded 31; nothing is rounded before it is added.
  expect(applicationFee(gbp(20n), { basisPoints: 250, fixed: { GBP: 1 } })).toBe(2n);
});

test('a fee is an amount that Stripe takes: the last digit of a dinar is zero', () => {
  expect(applicationFee(money(12_340n, currency('KWD')), { basisPoints: 250, fixed: {} })).toBe(310n);
  expect(applicationFee(money(1_000n, currency('JPY')), { basisPoints: 250, fixed: {} })).toBe(25n);
});

test('a fee is never negative and never above the amount, whatever the terms', () => {
  const amounts = fc.bigInt({ min: 1n, max: 99_999_999n });
  const percents = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(amounts, percents, fc.nat(1_000_000), (amount, basisPoints, fixed) => {
      const fee = applicationFee(gbp(amount), { basisPoints, fixed: { GBP: fixed } });
      expect(fee >= 0n && fee <= amount).toBe(true);
    }),
  );
});

test('however a payment goes back in parts, the whole fee goes back with the last and no unit more', () => {
  const parts = fc.array(fc.bigInt({ min: 1n, max: 100_000n }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 10_000 }), (sizes, basisPoints) => {
      const amount = sizes.reduce((sum, each) => sum + each, 0n);
      const fee = applicationFee(gbp(amount), { basisPoints, fixed: {} });
      let [before, back] = [0n, 0n];
      for (const now of sizes) {
        const share = returnedFee(fee, { amount, before, now });
        expect(share >= 0n).toBe(true);
        before += now;
        back += share;
      }
      expect(back).toBe(fee);
    }),
  );
});
