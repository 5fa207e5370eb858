import { type Journal, payoutKinds } from './booked.ts';
import type { Finding } from './finding.ts';
import { type Looked, line, nothing } from './looked.ts';

export type PayoutFact = { id: string; amount: number; currency: string; status: string };
export type HerePayout = {
  payoutId: string;
  amount: number;
  currency: string;
  status: string;
  partsState: string;
  partsSum: number;
  /** Milliseconds of the epoch. */
  seenAt: number;
};

type Here = { now: number; payout: HerePayout | undefined; journal: Journal };
const booking_ms = 10 * 60_000;

/** What Stripe sent to the bank, held against what we know of it, what it is made of, and what is booked. */
export function comparePayout(fact: PayoutFact, { now, payout, journal }: Here): Looked {
  const looked = nothing();
  const there = fact.status === 'paid' ? fact.amount : 0;
  if (!payout) {
    looked.findings.push(about(fact, payout, 'payoutUnknown', fact.status));
    looked.heals.push({ what: 'payout', id: fact.id });
    looked.sums.push({ ...line('payouts', fact.currency), stripe: there });
    return looked;
  }
  if (payout.status !== fact.status || payout.amount !== fact.amount) {
    looked.findings.push(about(fact, payout, 'payoutDiffers', `${fact.status} there, ${payout.status} here`));
    looked.heals.push({ what: 'payout', id: fact.id });
  } else if (payout.partsState === 'differs')
    looked.findings.push({ ...about(fact, payout, 'payoutDiffers', 'its parts'), here: payout.partsSum });
  else if (payout.partsState === 'open' && fact.status === 'paid') looked.heals.push({ what: 'payout', id: fact.id });
  const booked = -(journal(payout.payoutId, payoutKinds, fact.currency) ?? 0);
  if (booked === 0 && there !== 0 && now - payout.seenAt < booking_ms) {
    looked.findings.push(about(fact, payout, 'journalPending', 'the payout'));
    return looked;
  }
  const here = payout.status === 'paid' ? payout.amount : 0;
  looked.sums.push({ ...line('payouts', fact.currency), stripe: there, here, journal: booked });
  if (booked !== there)
    looked.findings.push({ ...about(fact, payout, 'journalDiffers', `the payout: ${booked} is booked`), here: booked });
  return looked;
}

function about(fact: PayoutFact, payout: HerePayout | undefined, kind: Finding['kind'], detail: string): Finding {
  return {
    kind,
    ...{ stripeId: fact.id, ourId: payout?.payoutId ?? null, invoiceId: null },
    ...{ atStripe: fact.amount, here: payout?.amount ?? null, currency: fact.currency, detail },
  };
}
