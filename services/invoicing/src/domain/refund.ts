import { fault } from '@purser/fault';

/** What there is to give back of a payment; minor units. */
export type RefundFacts = {
  /** What the payment still settles of the invoice. */
  allocated: bigint;
  /** What became credit of the payment, or of the invoice's credit notes, and was not asked back yet. */
  credited: bigint;
  /** What the customer has in credit now: some of it may be spent. */
  balance: bigint;
};

export type RefundSplit = { fromCredit: bigint; fromInvoice: bigint; short: bigint };

/**
 * Where the money that goes back comes from: credit first, since nothing was sold for it; then what was settled, which is owed
 * again. `short` is what neither covers, because the credit was spent elsewhere.
 */
export function splitRefund({ allocated, credited, balance }: RefundFacts, amount: bigint): RefundSplit {
  const fromCredit = least(amount, credited, balance);
  const fromInvoice = least(amount - fromCredit, allocated);
  return { fromCredit, fromInvoice, short: amount - fromCredit - fromInvoice };
}

/**
 * @param refundable of the money that came for the invoice, what neither went back nor is to.
 * @throws Fault rejected where there is less to give back, or a dispute decides on the money.
 */
export function decideRefund(
  facts: RefundFacts,
  refundable: bigint,
  amount: bigint,
  disputed: 'open' | 'lost' | null,
): RefundSplit {
  refuseDisputed(disputed);
  const split = splitRefund(facts, amount);
  if (split.short > 0n || amount > refundable)
    throw fault('rejected', 'refund_exceeds_payment', 'This is more than is left to refund of this payment.');
  return split;
}

/** @throws Fault rejected while a dispute decides on the money, and where it took it. */
export function refuseDisputed(disputed: 'open' | 'lost' | null): void {
  if (disputed !== null)
    throw fault(
      'rejected',
      'payment_disputed',
      'The customer’s bank decides on this money; it cannot be refunded as well.',
    );
}

function least(...amounts: bigint[]): bigint {
  return amounts.toSorted((a, b) => Number(a > b) - Number(a < b))[0] ?? 0n;
}
