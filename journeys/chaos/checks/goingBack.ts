import type { RefundAtStripe, Snapshot } from '../snapshot/snapshot.ts';
import { type Check, each, sum, together } from './check.ts';

export const refundsMatch: Check = {
  promise: 'refunds at Stripe and ours are the same, one to one, in amount, payment and standing',
  find: ({ stripe, refunds }) => {
    const ours = Map.groupBy(refunds, ({ stripeRefundId }) => stripeRefundId ?? '');
    const there = new Set(stripe.refunds.map(({ id }) => id));
    return together(
      each(stripe.refunds, ({ id, amount, status, partId }) => {
        const [refund, ...more] = ours.get(id) ?? [];
        if (!refund || more.length > 0) return `${id} of ${amount}: ${refund ? more.length + 1 : 0} refunds of ours`;
        const isSame = refund.amount === amount && refund.status === status && refund.partId === partId;
        return (
          !isSame &&
          `${id}: ${amount} ${status} of part ${partId}, ours ${refund.amount} ${refund.status} of ${refund.partId}`
        );
      }),
      each(
        refunds,
        ({ partId, stripeRefundId, status }) =>
          status !== 'failed' &&
          !there.has(stripeRefundId ?? '') &&
          `refund ${partId}: ${status}, no ${stripeRefundId}`,
      ),
    );
  },
};

export const refundsOnce: Check = {
  promise: 'what was asked back went back once, to the unit, and nothing of it is on its way for ever',
  find: ({ stripe, refundsAsked }) => {
    const sent = Map.groupBy(stripe.refunds.filter(gone), ({ refundId }) => refundId ?? 'nobody asked');
    const known = new Set(refundsAsked.map(({ refundId }) => refundId));
    return together(
      each(refundsAsked, ({ refundId, amount, returned, failed, withdrawn, settled }) => {
        const there = sum(sent.get(refundId), (one) => one.amount);
        if (there !== returned) return `refund ${refundId}: ${returned} returned, at Stripe ${there}`;
        const open = amount - returned - failed - withdrawn - settled;
        return open !== 0 && `refund ${refundId}: ${open} of ${amount} is still on its way`;
      }),
      each(sent.keys(), (refundId) => !known.has(refundId) && `refund ${refundId}: at Stripe, and nobody asked for it`),
    );
  },
};

const gone = ({ status }: RefundAtStripe) => status !== 'failed' && status !== 'canceled';

export const refundsUnderOneKey: Check = {
  promise: 'a refund is asked of Stripe under one key, however often it is asked for',
  find: ({ stripe, refunds }) => {
    const keys = new Set(stripe.refundKeys);
    const found = each(keys, () => undefined);
    if (keys.size <= refunds.length) return found;
    return { ...found, offenders: [`${refunds.length} refunds were asked for under ${keys.size} keys`] };
  },
};

export const refundsInBooks: Check = {
  promise: 'what the journal says went back is, to the unit, what Stripe gave back',
  find: ({ stripe, postings }) => {
    const booked = Map.groupBy(
      postings.filter(({ kind, account }) => isRefund.has(kind) && account === 'stripeClearing'),
      ({ tenant, currency }) => `${tenant} ${currency}`,
    );
    const told = Map.groupBy(stripe.refunds.filter(gone), ({ tenant, currency }) => `${tenant} ${currency}`);
    return each(new Set([...booked.keys(), ...told.keys()]), (book) => {
      const [here, there] = [-sum(booked.get(book), (one) => one.amount), sum(told.get(book), (one) => one.amount)];
      return here !== there && `books ${book}: ${here} went back, at Stripe ${there}`;
    });
  },
};

const isRefund = new Set(['refundSent', 'refundReturned']);

export const disputesKnown: Check = {
  promise: 'every dispute at Stripe is known here as it stands there, and no other',
  find: ({ stripe, disputes }: Snapshot) => {
    const ours = Map.groupBy(disputes, ({ stripeDisputeId }) => stripeDisputeId);
    const there = new Set(stripe.disputes.map(({ id }) => id));
    return together(
      each(stripe.disputes, ({ id, status, amount }) => {
        const [dispute, ...more] = ours.get(id) ?? [];
        if (!dispute || more.length > 0) return `${id}: ${dispute ? more.length + 1 : 0} disputes of ours`;
        const isSame = dispute.status === status && dispute.amount === amount;
        return !isSame && `${id}: ${status} over ${amount}, ours ${dispute.status} over ${dispute.amount}`;
      }),
      each(disputes, ({ stripeDisputeId }) => !there.has(stripeDisputeId) && `no ${stripeDisputeId} at Stripe`),
    );
  },
};
