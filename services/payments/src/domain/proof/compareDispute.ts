import { type Exchange, exchangeProblem } from '../exchange.ts';
import { disputeKinds, type Journal } from './booked.ts';
import type { Finding } from './finding.ts';
import { type Looked, line, nothing } from './looked.ts';

export type MoveFact = { id: string; amount: number; fee: number; currency: string; rate?: string | null };

/** A dispute as Stripe has it, with what it moved. */
export type DisputeAtStripe = {
  id: string;
  amount: number;
  currency: string;
  status: string;
  tenantMark: string | null;
  moves: readonly MoveFact[];
};

export type HereDispute = {
  disputeId: string;
  invoiceId: string;
  amount: number;
  currency: string;
  status: string;
  stripeDisputeId: string;
  moves: readonly MoveFact[];
  /** Milliseconds of the epoch. */
  updatedAt: number;
};

export type DisputeHere = {
  tenant: string;
  now: number;
  dispute: HereDispute | undefined;
  ofPayment: boolean;
  setAside: string | undefined;
  /** What is known of its moves in another currency. */
  exchanges: readonly Exchange[];
  journal: Journal;
};

const booking_ms = 10 * 60_000;
/** What a movement changed the balance by. */
const net = (moves: readonly MoveFact[], currency: string) =>
  moves.filter((move) => move.currency === currency).reduce((sum, { amount, fee }) => sum + amount - fee, 0);

/** A dispute, held against ours, the money it moved, and what is booked of that. */
export function compareDispute(fact: DisputeAtStripe, here: DisputeHere): Looked {
  const looked = nothing();
  const { dispute, tenant, ofPayment } = here;
  if (!dispute && !ofPayment && fact.tenantMark !== null && fact.tenantMark !== tenant) {
    looked.counts.ofOthers = 1;
    return looked;
  }
  looked.counts.disputesAtStripe = 1;
  looked.seen.push({ thing: 'dispute', stripeId: fact.id, invoiceId: null, taken: 0 });
  if (here.setAside !== undefined) {
    looked.findings.push(about(fact, dispute, 'setAside', here.setAside));
    return looked;
  }
  if (!dispute) {
    const why = ofPayment ? 'nobody here knows it' : 'it is about a charge that nobody here knows';
    looked.findings.push(about(fact, dispute, 'disputeUnknown', why));
    if (ofPayment) looked.heals.push({ what: 'dispute', id: fact.id });
    for (const currency of currenciesOf(fact.moves))
      looked.sums.push({ ...line('disputes', currency), stripe: net(fact.moves, currency) });
    return looked;
  }
  looked.counts.disputesHere = 1;
  if (fact.status !== dispute.status || fact.amount !== dispute.amount || !sameMoves(fact.moves, dispute.moves)) {
    looked.findings.push(about(fact, dispute, 'disputeDiffers', `${fact.status} there, ${dispute.status} here`));
    looked.heals.push({ what: 'dispute', id: fact.id });
  }
  compareSettled(looked, fact, { ...here, dispute });
  for (const currency of currenciesOf([...fact.moves, ...dispute.moves]))
    compareBooked(looked, fact, { ...here, dispute }, currency);
  return looked;
}

function compareBooked(
  looked: Looked,
  fact: DisputeAtStripe,
  { dispute, journal, now }: DisputeHere & { dispute: HereDispute },
  currency: string,
): void {
  const booked = journal(dispute.disputeId, disputeKinds, currency);
  const stripe = net(fact.moves, currency);
  if (booked === undefined && stripe !== 0 && now - dispute.updatedAt < booking_ms) {
    looked.findings.push(about(fact, dispute, 'journalPending', 'the dispute'));
    return;
  }
  looked.sums.push({
    ...line('disputes', currency),
    stripe,
    here: net(dispute.moves, currency),
    journal: booked ?? 0,
  });
  if ((booked ?? 0) !== stripe)
    looked.findings.push({
      ...about(fact, dispute, 'journalDiffers', `it moved ${stripe}, ${booked ?? 'nothing'} is booked`),
      ...{ atStripe: stripe, here: booked ?? 0, currency },
    });
}

/** What Stripe took in another currency than the customer paid: amount and rate. The journal holds it apart from the money at Stripe. */
function compareSettled(
  looked: Looked,
  fact: DisputeAtStripe,
  { dispute, exchanges }: DisputeHere & { dispute: HereDispute },
): void {
  for (const { rate = null, ...move } of fact.moves) {
    if (move.currency === fact.currency) continue;
    const known = exchanges.find(({ balanceTransactionId }) => balanceTransactionId === move.id);
    const problem = exchangeProblem({ ...move, rate }, move.amount < 0 ? -fact.amount : fact.amount, known);
    if (problem === undefined) continue;
    looked.findings.push(about(fact, dispute, 'settledDiffers', problem));
    looked.heals.push({ what: 'dispute', id: fact.id });
  }
}

const currenciesOf = (moves: readonly MoveFact[]) => [...new Set(moves.map(({ currency }) => currency))];

function sameMoves(there: readonly MoveFact[], here: readonly MoveFact[]): boolean {
  const known = new Map(here.map((move) => [move.id, move]));
  return (
    there.length === here.length &&
    there.every(({ id, amount, fee, currency }) => {
      const move = known.get(id);
      return move?.amount === amount && move.fee === fee && move.currency === currency;
    })
  );
}

function about(
  fact: DisputeAtStripe,
  dispute: HereDispute | undefined,
  kind: Finding['kind'],
  detail: string,
): Finding {
  return {
    kind,
    stripeId: fact.id,
    ourId: dispute?.disputeId ?? null,
    invoiceId: dispute?.invoiceId ?? null,
    atStripe: fact.amount,
    here: dispute?.amount ?? null,
    currency: fact.currency,
    detail,
  };
}
