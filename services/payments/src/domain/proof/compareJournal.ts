import {
  disputeKinds,
  exchangeKinds,
  feeBackKinds,
  feeKinds,
  moveKinds,
  payoutKinds,
  receiptKinds,
  refundKinds,
} from './booked.ts';
import type { HerePayment } from './compareCharge.ts';
import type { HereDispute } from './compareDispute.ts';
import type { HerePart } from './compareRefund.ts';
import type { Finding } from './finding.ts';

export type JournalEntry = { entryId: string; kind: string; sourceId: string; currency: string; clearing: number };

export type KnownSources = {
  payments: ReadonlyMap<string, HerePayment>;
  /** All parts of each refund. */
  refunds: ReadonlyMap<string, readonly HerePart[]>;
  disputes: ReadonlyMap<string, HereDispute>;
  payouts: ReadonlySet<string>;
  moves: ReadonlySet<string>;
  /** Payments, refunds and disputes of which something was settled in another currency. */
  exchanges: ReadonlySet<string>;
};

/** What an entry of this kind is about, in a word of ours. */
export function sourceOf(
  kind: string,
): 'payment' | 'refund' | 'dispute' | 'payout' | 'movement' | 'exchange' | undefined {
  if ([receiptKinds, feeKinds, feeBackKinds].some((kinds) => kinds.includes(kind))) return 'payment';
  if (refundKinds.includes(kind)) return 'refund';
  if (payoutKinds.includes(kind)) return 'payout';
  if (exchangeKinds.includes(kind)) return 'exchange';
  if (moveKinds.includes(kind)) return 'movement';
  return disputeKinds.includes(kind) ? 'dispute' : undefined;
}

/** An entry that moved the money at Stripe, and is about nothing that payments knows, or was not to be booked. */
export function compareEntry(entry: JournalEntry, known: KnownSources): Finding | undefined {
  const { sourceId, kind, currency, clearing, entryId } = entry;
  const of = sourceOf(kind);
  if (of === undefined) return undefined;
  const { payments, refunds, disputes, payouts, moves, exchanges } = known;
  const beside = {
    payment: payments,
    refund: refunds,
    dispute: disputes,
    payout: payouts,
    movement: moves,
    exchange: exchanges,
  };
  if (beside[of].has(sourceId)) return undefined;
  return {
    kind: 'journalUnknown',
    ...{ stripeId: null, ourId: sourceId, invoiceId: null, atStripe: null, here: clearing, currency },
    detail: `${kind}, entry ${entryId}: there is no such ${of}`,
  };
}

/** What the journal should have of a payment of ours in all, where its charge is not looked at: per kind. */
export function paymentShouldBe(payment: HerePayment): { kinds: readonly string[]; currency: string; net: number }[] {
  const receipt = { kinds: receiptKinds, currency: payment.currency, net: payment.amount };
  if (payment.fee === null || payment.settledCurrency === null) return [receipt];
  return [receipt, { kinds: feeKinds, currency: payment.settledCurrency, net: -payment.fee }];
}
