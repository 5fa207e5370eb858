import type Stripe from 'stripe';
import type { Settings } from '../options.ts';

/** Stripe's fee on an amount in minor units, half a unit rounded up; never more than the amount. */
export const stripeFee = (amount: number, fee: Settings['fee']): number =>
  Math.min(amount, Math.floor((amount * fee.basisPoints + 5_000) / 10_000) + fee.fixedMinor);

/** Stripe's fee on a debit of a bank account: a share in basis points between a least and a most, in minor units. */
const debitFees: Record<string, { basisPoints: number; least: number; most: number }> = {
  sepa_debit: { basisPoints: 0, least: 35, most: 35 },
  us_bank_account: { basisPoints: 80, least: 1, most: 500 },
  bacs_debit: { basisPoints: 100, least: 20, most: 400 },
};

function ownFee(charge: FeeBase, fee: Settings['fee']): number {
  const debit = debitFees[charge.payment_method_details?.type ?? 'card'];
  if (!debit) return stripeFee(charge.amount_captured, fee);
  const share = Math.round((charge.amount_captured * debit.basisPoints) / 10_000);
  return Math.min(charge.amount_captured, debit.most, Math.max(debit.least, share));
}

type FeeBase = Pick<Stripe.Charge, 'amount_captured' | 'currency' | 'application_fee_amount'> &
  Partial<Pick<Stripe.Charge, 'payment_method_details'>>;

/** The parts of the fee on a charge: Stripe's, and the platform's when it takes one. */
export function feeDetails(
  charge: FeeBase,
  fee: Settings['fee'],
  application: string,
): Stripe.BalanceTransaction.FeeDetail[] {
  const own = {
    amount: ownFee(charge, fee),
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
