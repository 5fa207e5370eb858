import { halfUp, type Money, rational, stripeStep } from '@purser/money';

/** Hundredths of a percent of the amount, and so many minor units of each currency beside. */
export type FeeTerms = { basisPoints: number; fixed: Readonly<Record<string, number>> };

const whole = 10_000n;

/**
 * What the platform takes of a payment: percent and fixed part added up exactly and rounded once, a half up, to what Stripe takes of the
 * currency; never more than the payment. Minor units.
 */
export function applicationFee({ amount, currency }: Money, { basisPoints, fixed }: FeeTerms): bigint {
  const smallest = stripeStep(currency);
  const exact = amount * BigInt(basisPoints) + BigInt(fixed[currency] ?? 0) * whole;
  const fee = halfUp(rational(exact, whole * smallest)) * smallest;
  return fee > amount ? amount : fee;
}

/**
 * The part of a fee that goes back when so much has gone back of its payment, before and now: by the sums up to here, so that parts of a
 * payment, however many, bring back the whole fee and not a unit more.
 */
export function returnedFee(
  fee: bigint,
  { amount, before, now }: { amount: bigint; before: bigint; now: bigint },
): bigint {
  const upTo = (refunded: bigint) => halfUp(rational(fee * refunded, amount));
  return upTo(before + now) - upTo(before);
}
