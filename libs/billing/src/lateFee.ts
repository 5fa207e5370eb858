import { halfUp, PERCENT, parseDecimal, rational } from '@purser/money';
import { addDays, daysBetween } from './calendarDate.ts';

/** What is charged on an overdue invoice, and when. */
export type LateFeePolicy = {
  /** Days after the due date that cost nothing. The first fee falls on the day after the last of them. */
  readonly graceDays: number;
  /** Percent of what is due, as decimal text, or an amount of that currency. */
  readonly fee: { readonly percent: string } | { readonly amount: bigint; readonly currency: string };
  /** Days from one fee to the next; null charges once. */
  readonly everyDays: number | null;
  /** What the fees of one invoice may come to, in percent of its total; null is no bound. */
  readonly capPercent: string | null;
  /** The first day a fee may fall on: nothing is charged for the time before the policy was set. */
  readonly since: string;
};

/**
 * The day of the next fee, given the days of those that were charged; null when there is none to come. Fees are at least a whole
 * period apart, whatever the policy was when the last one was charged.
 */
export function nextLateFeeOn(
  { graceDays, everyDays, since }: LateFeePolicy,
  dueOn: string,
  charged: readonly string[],
): string | null {
  const first = addDays(dueOn, graceDays + 1);
  const last = charged.toSorted().at(-1);
  if (everyDays === null) return last === undefined && first >= since ? first : null;
  // Dates as YYYY-MM-DD sort as text.
  const from = [since, ...(last === undefined ? [] : [addDays(last, everyDays)])].toSorted().at(-1) ?? since;
  const periods = Math.max(0, Math.ceil(daysBetween(first, from) / everyDays));
  return addDays(first, periods * everyDays);
}

type Charged = { due: bigint; total: bigint; currency: string; charged: bigint };

/**
 * What the next fee comes to, rounded half up to the minor unit. Zero when the cap is reached, or when the policy charges an amount
 * of another currency than the invoice's.
 */
export function lateFeeAmount({ fee, capPercent }: LateFeePolicy, { due, total, currency, charged }: Charged): bigint {
  if ('currency' in fee && fee.currency !== currency) return 0n;
  const wanted = 'percent' in fee ? percentOf(fee.percent, due) : fee.amount;
  if (capPercent === null) return wanted;
  const left = percentOf(capPercent, total) - charged;
  if (left >= wanted) return wanted;
  return left > 0n ? left : 0n;
}

function percentOf(percent: string, of: bigint): bigint {
  return halfUp(rational(parseDecimal(percent, PERCENT) * of, 100n * 10n ** BigInt(PERCENT.scale)));
}
