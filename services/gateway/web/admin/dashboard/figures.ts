import type { MoneyModel } from '../../../src/api/models/common.ts';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';

/** An amount in the tenant's own currency, and what there is in others; they are never added up. */
export type Figure = { main: MoneyModel; others: readonly MoneyModel[]; count: number };

export function figuresOf({
  currency,
  currencies,
  collectedThisMonth,
}: DashboardModel): Record<'collected' | 'outstanding' | 'overdue', Figure> {
  const figure = (amounts: readonly MoneyModel[], count: number): Figure => ({
    main: amounts.find((each) => each.currency === currency) ?? { amount: 0, currency },
    others: amounts.filter((each) => each.currency !== currency && each.amount > 0),
    count,
  });
  const sum = (part: 'outstandingCount' | 'overdueCount') => currencies.reduce((all, each) => all + each[part], 0);
  return {
    collected: figure(collectedThisMonth, 0),
    outstanding: figure(
      currencies.map((each) => ({ amount: each.outstanding, currency: each.currency })),
      sum('outstandingCount'),
    ),
    overdue: figure(
      currencies.map((each) => ({ amount: each.overdue, currency: each.currency })),
      sum('overdueCount'),
    ),
  };
}

export type MonthFigures = { month: string; billed: number; collected: number; fees: number };

/** The months of one currency, oldest first. What was billed is with tax, so that it can be held against what came in. */
export function monthsOf({ months }: Pick<DashboardModel, 'months'>, currency: string): readonly MonthFigures[] {
  return months
    .filter((each) => each.currency === currency)
    .map(({ month, billed, tax, collected, fees }) => ({ month, billed: billed + tax, collected, fees }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}

/** All currencies with figures; the tenant's own first. */
export function currenciesOf({ currency, months }: Pick<DashboardModel, 'currency' | 'months'>): readonly string[] {
  return [...new Set([currency, ...months.map((each) => each.currency)])];
}

export type InAll = {
  /** Minor units of `currency`; null where no other currency could be added. */
  amount: number | null;
  currency: string;
  withoutRate: readonly string[];
};

/** This month's figure of all currencies in the tenant's own, billed with tax; undefined where there is but the own one. */
export function inAllOf(
  { converted, months }: Pick<DashboardModel, 'converted' | 'months'>,
  of: 'billed' | 'collected',
): InAll | undefined {
  const month = converted.at(-1);
  if (!month) return undefined;
  const { currency } = month;
  const figure = (each: { billed: number; tax: number; collected: number }) =>
    of === 'billed' ? each.billed + each.tax : each.collected;
  const others = months.filter(
    (each) => each.month === month.month && each.currency !== currency && figure(each) !== 0,
  );
  if (others.length === 0) return undefined;
  const withoutRate = month.withoutRate.filter((code) => others.some((each) => each.currency === code));
  return { amount: withoutRate.length === others.length ? null : figure(month), currency, withoutRate };
}
