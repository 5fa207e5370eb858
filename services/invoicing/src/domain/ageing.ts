import { addDays, daysBetween } from '@purser/billing';

export const ageBuckets = ['current', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const;
export type AgeBucket = (typeof ageBuckets)[number];
export type Ageing = Record<AgeBucket, bigint>;

export const nothingDue: Ageing = { current: 0n, days1to30: 0n, days31to60: 0n, days61to90: 0n, over90: 0n };

/** The last day of each bucket, in days late. */
const lastDay: Record<AgeBucket, number> = {
  current: 0,
  days1to30: 30,
  days31to60: 60,
  days61to90: 90,
  over90: Infinity,
};

/** How long something has been due on a day; what is due on that very day is not late. */
export function bucketOf(dueOn: string, on: string): AgeBucket {
  const late = daysBetween(dueOn, on);
  return ageBuckets.find((bucket) => late <= lastDay[bucket]) ?? 'over90';
}

/** The due dates that fall into a bucket on a day: after the one, up to and with the other; null where open. */
export function dueDatesOf(bucket: AgeBucket, on: string): { after: string | null; until: string | null } {
  const before = ageBuckets[ageBuckets.indexOf(bucket) - 1];
  const most = lastDay[bucket];
  // Not late at all includes whatever is due later.
  if (before === undefined) return { after: addDays(on, -1), until: null };
  return {
    after: most === Infinity ? null : addDays(on, -most - 1),
    until: addDays(on, -lastDay[before] - 1),
  };
}

export function addDue(ageing: Ageing, { dueOn, due }: { dueOn: string; due: bigint }, on: string): Ageing {
  const bucket = bucketOf(dueOn, on);
  return { ...ageing, [bucket]: ageing[bucket] + due };
}
