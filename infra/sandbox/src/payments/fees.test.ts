import fc from 'fast-check';
import { expect, it } from 'vitest';
import { feeDetails, stripeFee } from './fees.ts';

const usual = { basisPoints: 290, fixedMinor: 30 };

it.each([
  [1000, 59],
  [12345, 388],
  [50, 31],
  [20, 20],
])('the usual fee on %d is %d', (amount, fee) => {
  expect(stripeFee(amount, usual)).toBe(fee);
});

it('a fee is a whole number between nothing and the amount, and grows with it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_998 }), (amount) => {
      const fee = stripeFee(amount, usual);
      expect(Number.isInteger(fee) && fee >= 0 && fee <= amount).toBe(true);
      expect(stripeFee(amount + 1, usual)).toBeGreaterThanOrEqual(fee);
    }),
  );
});

it("an application fee stands beside Stripe's own", () => {
  const charge = { amount_captured: 1000, currency: 'usd', application_fee_amount: 100 };
  expect(feeDetails(charge, usual, 'ca_1').map(({ type, amount }) => [type, amount])).toEqual([
    ['application_fee', 100],
    ['stripe_fee', 59],
  ]);
});

it.each([
  ['sepa_debit', 100_000, 35],
  ['us_bank_account', 10_000, 80],
  ['us_bank_account', 1_000_000, 500],
  ['bacs_debit', 500, 20],
  ['bacs_debit', 1_000_000, 400],
])('a debit by %s of %d costs %d', (type, amount_captured, fee) => {
  const charge = { amount_captured, currency: 'eur', application_fee_amount: null, payment_method_details: { type } };
  expect(feeDetails(charge, { basisPoints: 290, fixedMinor: 30 }, 'ca_x')).toMatchObject([{ amount: fee }]);
});
