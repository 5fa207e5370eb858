import type Stripe from 'stripe';
import type { Settings } from '../options.ts';

/** Stripe's fee on an amount in minor units, half a unit rounded up; never more than the amount. */
export const stripeFee = (amount: number, fee: Settings['fee']): number =>
  Math.min(amount, Math.floor((amount * fee.basisPoints + 5_000) / 10_000) + fee.fixedMinor);

/** The parts of the fee on a charge: Stripe's, and the platform's when it takes one. */
export function feeDetails(
  charge: Pick<Stripe.Charge, 'amount_captured' | 'currency' | 'application_fee_amount'>,
  fee: Settings['fee'],
  application: string,
): Stripe.BalanceTransaction.FeeDetail[] {
  const own = {
    amount: stripeFee(charge.amount_captured, fee),
    application: null,
    currency: charge.currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  };
  if (!charge.application_fee_amount) return [own];
  return [
    {
      amount: charge.application_fee_amount,
      application,
      currency: charge.currency,
      description: 'application fee',
      type: 'application_fee',
    },
    own,
  ];
}
