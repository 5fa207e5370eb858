import type { MoveFact } from '../balanceMove.ts';
import type { Finding } from './finding.ts';

export const counted = [
  'chargesAtStripe',
  'paymentsHere',
  'refundsAtStripe',
  'refundsHere',
  'disputesAtStripe',
  'disputesHere',
  'journalEntries',
  'chargedTwice',
  'ofOthers',
  'breaches',
  'pending',
  'skipped',
  'requests',
] as const;
export type Counts = Record<(typeof counted)[number], number>;
export const noCounts = (): Counts => Object.fromEntries(counted.map((name) => [name, 0])) as Counts;

export type Sum = {
  what: 'receipts' | 'fees' | 'refunds' | 'disputes' | 'payouts' | 'movements' | 'exchanges';
  currency: string;
  stripe: number;
  here: number;
  journal: number;
};
/** A line that has nothing yet. */
export const line = (what: Sum['what'], currency: string): Sum => ({ what, currency, stripe: 0, here: 0, journal: 0 });
export type Seen = {
  thing: 'charge' | 'refund' | 'dispute';
  stripeId: string;
  invoiceId: string | null;
  taken: number;
};

/** What the normal, guarded path can bring in order by reading it at Stripe again. */
export type Heal =
  | { what: 'intent'; id: string }
  | { what: 'fee'; paymentId: string; balanceTransactionId: string }
  | { what: 'refund'; id: string }
  | { what: 'dispute'; id: string }
  | { what: 'payout'; id: string }
  | { what: 'move'; move: MoveFact };

/** What came of looking at some things; plain JSON. */
export type Looked = {
  findings: Finding[];
  counts: Partial<Counts>;
  sums: Sum[];
  seen: Seen[];
  heals: Heal[];
};

export const nothing = (): Looked => ({ findings: [], counts: {}, sums: [], seen: [], heals: [] });

export function together(parts: readonly Looked[]): Looked {
  return {
    findings: parts.flatMap((part) => part.findings),
    counts: addCounts(
      {},
      parts.map((part) => part.counts),
    ),
    sums: addSums(
      [],
      parts.flatMap((part) => part.sums),
    ),
    seen: parts.flatMap((part) => part.seen),
    heals: parts.flatMap((part) => part.heals),
  };
}

export function addCounts<C extends Partial<Counts>>(to: C, more: readonly Partial<Counts>[]): C {
  const sum = { ...to };
  for (const each of more) for (const name of counted) if (each[name]) sum[name] = (sum[name] ?? 0) + each[name];
  return sum;
}

/** One line for each thing and currency. */
export function addSums(to: readonly Sum[], more: readonly Sum[]): Sum[] {
  const lines = new Map<string, Sum>();
  for (const each of [...to, ...more]) {
    const key = `${each.what} ${each.currency}`;
    const line = lines.get(key);
    lines.set(
      key,
      line
        ? {
            ...line,
            stripe: line.stripe + each.stripe,
            here: line.here + each.here,
            journal: line.journal + each.journal,
          }
        : each,
    );
  }
  return [...lines.values()].sort((a, b) => `${a.currency} ${a.what}`.localeCompare(`${b.currency} ${b.what}`));
}
