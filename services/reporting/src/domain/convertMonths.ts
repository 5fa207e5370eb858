import { type Currency, halfUp, isCurrency, minorUnitsPerUnit, parseDecimal, rational } from '@purser/money';
import { type MonthRow, nextMonth } from './months.ts';

/** A rate as it is stored has no more decimals, and no more digits before the point. */
const RATE = { scale: 18, integerDigits: 12 };

/**
 * An amount in minor units of one currency as minor units of another, exactly reckoned and rounded once: an exact half goes away
 * from zero. `rate` is how many units of `into` a unit of `from` is worth.
 * @example convert(1000n, { from: 'JPY', into: 'GBP', rate: '0.00525' }) === 525n
 */
export function convert(
  amount: bigint,
  { from, into, rate }: { from: Currency; into: Currency; rate: string },
): bigint {
  const worth = amount * parseDecimal(rate, RATE) * minorUnitsPerUnit(into);
  return halfUp(rational(worth, 10n ** BigInt(RATE.scale) * minorUnitsPerUnit(from)));
}

/** The day whose rates a month is converted at: its last, or `to` where that is earlier. */
export function ratesDay(month: string, to: string): string {
  const next = new Date(`${nextMonth(month)}T00:00:00Z`);
  const last = new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
  return last < to ? last : to;
}

export type ConvertedMonth = {
  month: string;
  currency: string;
  ratesOf: string;
  billed: bigint;
  tax: bigint;
  collected: bigint;
  withoutRate: string[];
};
type By = { into: string; to: string; rates: readonly { on: string; currency: string; rate: string }[] };

/**
 * Each month once, in one currency: each currency's figure is converted and rounded by itself (a half away from zero), then they are
 * added. A currency that has figures and no rate is named, and is in none of the sums. Stripe's fees are left out: they are in
 * the currency of the account that Stripe pays out to.
 */
export function convertMonths(rows: readonly MonthRow[], { into, to, rates }: By): ConvertedMonth[] {
  const known = new Map(rates.map(({ on, currency, rate }) => [`${on} ${currency}`, rate]));
  return [...Map.groupBy(rows, ({ month }) => month)].map(([month, ofMonth]) => {
    const ratesOf = ratesDay(month, to);
    const sums = { billed: 0n, tax: 0n, collected: 0n };
    const withoutRate: string[] = [];
    for (const row of ofMonth) {
      const { billed, tax, collected, currency } = row;
      if (billed === 0n && tax === 0n && collected === 0n) continue;
      const turn = converter(currency, into, known.get(`${ratesOf} ${currency}`));
      if (!turn) withoutRate.push(currency);
      else for (const figure of figures) sums[figure] += turn(row[figure]);
    }
    return { month, currency: into, ratesOf, ...sums, withoutRate };
  });
}

const figures = ['billed', 'tax', 'collected'] as const;

function converter(from: string, into: string, rate: string | undefined): ((amount: bigint) => bigint) | undefined {
  if (from === into) return (amount) => amount;
  if (rate === undefined || !isCurrency(from) || !isCurrency(into)) return undefined;
  return (amount) => convert(amount, { from, into, rate });
}
