/** What happens to a payout that was known as `before` when Stripe says `status`. */
export type PayoutMove = { arrives: boolean; fails: boolean; hadArrived: boolean };

const isOver = (status: string) => status === 'failed' || status === 'canceled';

/**
 * It arrives once, and comes back once: `failed` may be told after `paid`, for some days. What never arrived and failed is told once, by
 * the change of its status.
 */
export function moveOfPayout(
  before: { status: string | null; arrived: boolean; returned: boolean },
  status: string,
): PayoutMove {
  const arrives = status === 'paid' && !before.arrived;
  const hadArrived = before.arrived && !before.returned;
  const fails = isOver(status) && (hadArrived || (!before.arrived && before.status !== status));
  return { arrives, fails, hadArrived };
}
