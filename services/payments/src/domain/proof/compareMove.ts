import type { MoveFact } from '../balanceMove.ts';
import { type Journal, moveKinds } from './booked.ts';
import type { Finding } from './finding.ts';
import { type Looked, line, nothing } from './looked.ts';

export type HereMove = {
  moveId: string;
  /** What the balance changed by; minor units. */
  net: number;
  currency: string;
  /** Milliseconds of the epoch. */
  seenAt: number;
};
type Here = { now: number; move: HereMove | undefined; journal: Journal };
const booking_ms = 10 * 60_000;

/** What Stripe moved apart from payments, held against what we know of it and what is booked. */
export function compareMove(fact: MoveFact, { now, move, journal }: Here): Looked {
  const looked = nothing();
  const stripe = fact.amount - fact.fee;
  if (!move) {
    looked.findings.push(about(fact, move, 'movementUnknown', fact.type));
    looked.heals.push({ what: 'move', move: fact });
    looked.sums.push({ ...line('movements', fact.currency), stripe });
    return looked;
  }
  if (move.net !== stripe || move.currency !== fact.currency)
    looked.findings.push(about(fact, move, 'movementDiffers', `${fact.type}: ${move.net} ${move.currency} here`));
  const booked = journal(move.moveId, moveKinds, fact.currency) ?? 0;
  if (booked === 0 && stripe !== 0 && now - move.seenAt < booking_ms) {
    looked.findings.push(about(fact, move, 'journalPending', fact.type));
    return looked;
  }
  looked.sums.push({ ...line('movements', fact.currency), stripe, here: move.net, journal: booked });
  if (booked !== stripe)
    looked.findings.push({
      ...about(fact, move, 'journalDiffers', `${fact.type}: ${booked} is booked`),
      here: booked,
    });
  return looked;
}

function about(fact: MoveFact, move: HereMove | undefined, kind: Finding['kind'], detail: string): Finding {
  return {
    kind,
    ...{ stripeId: fact.id, ourId: move?.moveId ?? null, invoiceId: null },
    ...{ atStripe: fact.amount - fact.fee, here: move?.net ?? null, currency: fact.currency, detail },
  };
}
