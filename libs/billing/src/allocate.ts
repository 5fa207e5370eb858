import { smaller } from './amounts.ts';
import { BillingError } from './billingError.ts';

/** What is still owed on something, in minor units. */
export type Due = { readonly id: string; readonly due: bigint };

export type Allocation = { readonly id: string; readonly amount: bigint };

/**
 * Pays dues in the order given until the money is used up; the caller orders them, commonly the oldest first. Allocations
 * and remainder add up to the amount; no due gets more than it is owed; dues that get nothing are not listed. All in one
 * currency. Throws BillingError `invalidAmount` for anything below zero and `duplicateLine` for an id listed twice.
 */
export function allocate(amount: bigint, dues: readonly Due[]): { allocations: Allocation[]; remainder: bigint } {
  refuseNegative(amount);
  if (new Set(dues.map((due) => due.id)).size !== dues.length) {
    throw new BillingError('duplicateLine', 'A due is listed twice');
  }
  const allocations: Allocation[] = [];
  let remainder = amount;
  for (const { id, due } of dues) {
    refuseNegative(due);
    const paid = smaller(due, remainder);
    if (paid > 0n) allocations.push({ id, amount: paid });
    remainder -= paid;
  }
  return { allocations, remainder };
}

/**
 * A payment against one invoice: what settles it, and what is over and becomes the customer's credit. Throws
 * `invalidAmount`.
 */
export function applyPayment(payment: bigint, due: bigint): { allocated: bigint; credit: bigint } {
  refuseNegative(payment);
  refuseNegative(due);
  const allocated = smaller(payment, due);
  return { allocated, credit: payment - allocated };
}

function refuseNegative(amount: bigint): void {
  if (amount < 0n) throw new BillingError('invalidAmount', `Must not be negative: ${amount}`);
}
