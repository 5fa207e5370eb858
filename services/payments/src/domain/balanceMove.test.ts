import { expect, test } from 'vitest';
import { isApart, movedFor } from './balanceMove.ts';

test.each([
  ['fee', 'stripe_fee', 'fee'],
  ['network_cost', 'stripe_fee', 'fee'],
  ['tax', 'tax_fee', 'fee'],
  ['fee', 'stripe_fx_fee', 'fee'],
  ['risk_reserved_funds', 'reserved_funds', 'reserve'],
  ['other_adjustment', 'reserve_release', 'reserve'],
  ['topup', 'topup', 'topUp'],
  ['platform_earning', 'application_fee', 'platformFee'],
  ['platform_earning_refund', 'application_fee_refund', 'platformFee'],
  ['contribution', 'contribution', 'other'],
  ['other_adjustment', 'adjustment', 'other'],
  ['a_word_of_tomorrow', 'another', 'other'],
])('%s, %s is booked as %s', (category, type, as) => {
  expect(isApart(category)).toBe(true);
  expect(movedFor({ category, type })).toBe(as);
});

test.each(['charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'payout', 'payout_reversal'])(
  'what belongs to a %s is booked with that',
  (category) => expect(isApart(category)).toBe(false),
);
