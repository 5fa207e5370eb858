/** What the journal has of something, per kind and currency. */
export type Booked = {
  sourceId: string;
  kind: string;
  currency: string;
  entries: number;
  clearing: number;
  total: number;
};

/** How the journal is asked: the net of some kinds of entry of one source in a currency; undefined when it has none. */
export type Journal = (sourceId: string, kinds: readonly string[], currency: string) => number | undefined;

export function journalOf(booked: readonly Booked[]): Journal {
  const bySource = Map.groupBy(booked, ({ sourceId }) => sourceId);
  return (sourceId, kinds, currency) => {
    const found = (bySource.get(sourceId) ?? []).filter(
      (each) => kinds.includes(each.kind) && each.currency === currency,
    );
    return found.length === 0 ? undefined : found.reduce((sum, { clearing }) => sum + clearing, 0);
  };
}

export const receiptKinds = ['paymentReceived'];
export const feeKinds = ['feeCharged'];
export const feeBackKinds = ['applicationFeeReturned'];
export const refundKinds = ['refundSent', 'refundReturned'];
export const payoutKinds = ['payoutArrived', 'payoutReturned'];
export const exchangeKinds = ['exchangedFrom', 'exchangedInto'];
export const moveKinds = ['stripeMoved'];
export const disputeKinds = ['disputeMoneyTaken', 'disputeMoneyReturned'];
