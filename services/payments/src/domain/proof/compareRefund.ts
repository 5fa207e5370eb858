import type { Exchange, Settled } from '../exchange.ts';
import { exchangeKinds, feeBackKinds, type Journal, refundKinds } from './booked.ts';
import { compareExchange } from './compareExchange.ts';
import type { Finding } from './finding.ts';
import { type Looked, line, nothing } from './looked.ts';

/** A refund as Stripe has it. `status` in our words. */
export type RefundAtStripe = {
  id: string;
  chargeId: string | null;
  intentId: string | null;
  amount: number;
  currency: string;
  status: string;
  /** Ours, of the refund or of its charge. */
  tenantMark: string | null;
  /**
   * What it moved at Stripe for good, its return and what the platform gave back of its fee included, and that; null while Stripe has
   * not said, or in another currency.
   */
  moved: { net: number; feeBack: number } | null;
  /** What it became in another currency: when it was sent, and when it came back. */
  settled: readonly (Settled & { fromAmount: number })[];
};

export type HerePart = {
  partId: string;
  refundId: string;
  invoiceId: string;
  amount: number;
  currency: string;
  status: string;
  stripeRefundId: string | null;
  paymentId: string;
  /** What the platform gave back of its fee. */
  feeReturned: number;
  /** Milliseconds of the epoch. */
  updatedAt: number;
};

export type RefundHere = {
  tenant: string;
  now: number;
  part: HerePart | undefined;
  /** All that went back for what asked for it: one refund may have several parts. */
  ofRefund: readonly HerePart[];
  /** What the platform gave back of its fee for all refunds of the payment, and which of these stands for them. */
  feesBack: { sum: number; partId: string } | undefined;
  /** Whether a payment of ours is what it gives back. */
  ofPayment: boolean;
  setAside: string | undefined;
  /** What is known of the settling of all its parts in another currency. */
  exchanges: readonly Exchange[];
  journal: Journal;
};

const booking_ms = 10 * 60_000;
const isOnItsWay = (status: string) => status === 'planned' || status === 'pending' || status === 'requiresAction';
const isBack = (status: string) => status === 'succeeded';

/** A refund, held against ours and what is booked of it. */
export function compareRefund(refund: RefundAtStripe, here: RefundHere): Looked {
  const looked = nothing();
  const { part } = here;
  const { tenantMark } = refund;
  if (!part && !here.ofPayment && tenantMark !== null && tenantMark !== here.tenant) {
    looked.counts.ofOthers = 1;
    return looked;
  }
  looked.counts.refundsAtStripe = 1;
  looked.seen.push({ thing: 'refund', stripeId: refund.id, invoiceId: null, taken: 0 });
  if (here.setAside !== undefined) {
    looked.findings.push(about(refund, part, 'setAside', here.setAside));
    return looked;
  }
  const back = isBack(refund.status) ? refund.amount : 0;
  if (!part) {
    looked.sums.push({ ...line('refunds', refund.currency), stripe: back });
    const why = here.ofPayment ? 'nobody here knows it' : 'it gives back a charge that nobody here knows';
    looked.findings.push(about(refund, part, 'refundUnknown', why));
    if (here.ofPayment) looked.heals.push({ what: 'refund', id: refund.id });
    return looked;
  }
  looked.counts.refundsHere = 1;
  if (isOnItsWay(refund.status) && isOnItsWay(part.status)) {
    looked.findings.push(about(refund, part, 'refundPending', refund.status));
    return looked;
  }
  if (refund.status !== part.status || refund.amount !== part.amount || refund.currency !== part.currency) {
    looked.findings.push(
      about(
        refund,
        part,
        'refundDiffers',
        `${refund.status} there, ${part.amount} ${part.currency} ${part.status} here`,
      ),
    );
    looked.heals.push({ what: 'refund', id: refund.id });
  }
  if (refund.moved !== null && refund.moved.net !== part.feeReturned - back) {
    looked.findings.push({
      ...about(refund, part, 'feeDiffers', `Stripe moved ${refund.moved.net} for it`),
      ...{ atStripe: refund.moved.net, here: part.feeReturned - back },
    });
    looked.heals.push({ what: 'refund', id: refund.id });
  }
  compareFeeBack(looked, refund, { ...here, part });
  compareBooked(looked, refund, { ...here, part });
  compareSettled(looked, refund, { ...here, part });
  return looked;
}

/** Entries are of what asked for the money: compared once for all its parts, beside the first of them. */
function compareBooked(
  looked: Looked,
  refund: RefundAtStripe,
  { part, ofRefund, journal, now }: RefundHere & { part: HerePart },
): void {
  const expected = ofRefund.filter(({ status }) => isBack(status)).reduce((sum, { amount }) => sum + amount, 0);
  const booked = -(journal(part.refundId, refundKinds, part.currency) ?? 0);
  const own = isBack(part.status) ? part.amount : 0;
  const stripe = isBack(refund.status) ? refund.amount : 0;
  const isFirst = ofRefund.every(({ partId }) => part.partId <= partId);
  if (
    booked !== expected &&
    ofRefund.some(({ updatedAt }) => now - updatedAt < booking_ms) &&
    Math.abs(booked) < expected
  ) {
    looked.findings.push(about(refund, part, 'journalPending', 'the refund'));
    return;
  }
  const off = isFirst ? booked - expected : 0;
  looked.sums.push({ ...line('refunds', part.currency), stripe, here: own, journal: own + off });
  if (off !== 0)
    looked.findings.push({
      ...about(refund, part, 'journalDiffers', `of ${expected} that went back ${booked} is booked`),
      atStripe: expected,
      here: booked,
    });
}

/** The platform's fee that came back is booked per payment, once per refund: compared beside the first. */
function compareFeeBack(
  looked: Looked,
  refund: RefundAtStripe,
  { part, feesBack, journal, now }: RefundHere & { part: HerePart },
): void {
  const { moved } = refund;
  if (moved === null || (moved.feeBack === 0 && part.feeReturned === 0)) return;
  const expected = feesBack?.sum ?? 0;
  const booked = journal(part.paymentId, feeBackKinds, part.currency) ?? 0;
  if (booked < expected && now - part.updatedAt < booking_ms) {
    looked.findings.push(about(refund, part, 'journalPending', 'the fee that came back'));
    return;
  }
  const off = feesBack?.partId === part.partId ? booked - expected : 0;
  const { feeReturned } = part;
  looked.sums.push({
    ...line('fees', part.currency),
    ...{ stripe: -moved.feeBack, here: -feeReturned, journal: -feeReturned - off },
  });
  if (off !== 0)
    looked.findings.push({
      ...about(refund, part, 'journalDiffers', `of a fee of ${expected} that came back ${booked} is booked`),
      ...{ atStripe: expected, here: booked },
    });
}

/** Of each transaction what is known of it; of what the journal has, all that belongs to the refund, beside its first part. */
function compareSettled(
  looked: Looked,
  refund: RefundAtStripe,
  { part, ofRefund, exchanges, journal, now }: RefundHere & { part: HerePart },
): void {
  const isFresh = ofRefund.some(({ updatedAt }) => now - updatedAt < booking_ms);
  const isBooked = journal(part.refundId, exchangeKinds, part.currency) !== undefined;
  if (refund.settled.length > 0 && exchanges.length > 0 && isFresh && !isBooked) {
    looked.findings.push(about(refund, part, 'journalPending', 'the exchange'));
    return;
  }
  const isFirst = ofRefund.every(({ partId }) => part.partId <= partId);
  refund.settled.forEach((settled, index) => {
    const from = { currency: part.currency, amount: settled.fromAmount };
    const here = { thingId: part.refundId, known: exchanges, journal, isFirst: isFirst && index === 0 };
    const { sums, problem, off } = compareExchange({ from, settled }, here);
    looked.sums.push(...sums);
    if (problem !== undefined) {
      looked.findings.push(about(refund, part, 'settledDiffers', problem));
      looked.heals.push({ what: 'refund', id: refund.id });
    }
    for (const { currency, there, booked } of off)
      looked.findings.push({
        ...about(refund, part, 'journalDiffers', `the exchange: ${booked} ${currency} is booked`),
        ...{ atStripe: there, here: booked, currency },
      });
  });
}

function about(refund: RefundAtStripe, part: HerePart | undefined, kind: Finding['kind'], detail: string): Finding {
  return {
    kind,
    stripeId: refund.id,
    ourId: part?.refundId ?? null,
    invoiceId: part?.invoiceId ?? null,
    atStripe: refund.amount,
    here: part?.amount ?? null,
    currency: refund.currency,
    detail,
  };
}
