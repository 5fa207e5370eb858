import { rational } from '@purser/money';
import { discountOf, total } from './amounts.ts';
import type { InvoiceInput } from './invoiceInput.ts';
import { shareOut } from './shareOut.ts';
import type { WhyDiscount, WhyGiven } from './why.ts';

type Decided = NonNullable<WhyGiven['invoiceDiscount']>;
/** A line's share, and the facts from which the line's reckoning comes to the same share. */
type DiscountShare = { readonly amount: bigint; readonly why: Decided | null };

/** The invoice's discount, spread over the lines in proportion to what they come to after their own discounts. */
export function invoiceDiscountShares(input: InvoiceInput, afterDiscount: readonly bigint[]): DiscountShare[] {
  const { discount, roundingMode } = input;
  if (discount === undefined) return afterDiscount.map(() => ({ amount: 0n, why: null }));
  const base = total(afterDiscount);
  const amount = discountOf(base, discount, roundingMode);
  // The discount is at most the base, so a share is at most the line's own amount and needs no limit.
  const claims = afterDiscount.map((weight) => ({
    exact: base === 0n ? rational(0n) : rational(amount * weight, base),
  }));
  const facts = { discount: whyDiscount(discount), base: String(base), total: String(amount) };
  return shareOut(amount, claims).map(({ units, extra }) => ({
    amount: units + extra,
    why: { ...facts, extra: String(extra) },
  }));
}

export function whyDiscount(discount: NonNullable<InvoiceInput['discount']>): WhyDiscount {
  return 'amount' in discount ? { amount: String(discount.amount) } : { percent: discount.percent };
}
