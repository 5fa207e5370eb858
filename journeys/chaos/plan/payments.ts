import type { Random } from './random.ts';

/** How a customer, and the tenant's staff meanwhile, go about an invoice. */
export const ways = [
  'plain',
  'declinedThenGood',
  'authenticated',
  'parts',
  'otherAmount',
  'abandoned',
  'voided',
  'voidWhilePaying',
  'creditedThenPaid',
  'paidThenCredited',
  'twoTabs',
  'cancelledThenPaid',
  'refundedInPart',
  'refundedWhole',
  'refundFails',
  'disputeWon',
  'disputeLost',
  'cardGiven',
  'autopaid',
  'autopayRefused',
] as const;
export type Way = (typeof ways)[number];

export type PlannedPayment = {
  index: number;
  way: Way;
  tenant: number;
  customer: number;
  /** Of the invoice's two lines, in minor units. */
  lines: [number, number];
  /** What is paid first, or credited, of what is due, in percent. */
  share: number;
  /** Presses buttons twice and does two things at once. */
  isRestless: boolean;
};

/** Plain payments twice: they are what most people do. What the nights charge by themselves too: there is a way less to see it go wrong. */
const dealtWays: readonly Way[] = ['plain', 'autopaid', ...ways];

export function planPayments(random: Random, payments: number, tenants: number, customers: number): PlannedPayment[] {
  const dealt: Way[] = [];
  while (dealt.length < payments) dealt.push(...random.shuffled(dealtWays));
  return dealt.slice(0, payments).map((way, index) => ({
    index,
    way,
    tenant: random.below(tenants),
    customer: random.below(customers),
    lines: [1_000 + random.below(50_000), 1_000 + random.below(5_000)],
    share: 20 + random.below(60),
    isRestless: random.chance(0.4),
  }));
}
