import type Stripe from 'stripe';
import { type Looked, nothing } from '../domain/proof/looked.ts';
import { movesJson } from '../stripe/balanceMoves.ts';
import { chargeFact, disputeAtStripe, payoutFact, refundAtStripe } from '../stripe/proofFacts.ts';
import { readStripe } from '../stripe/readStripe.ts';
import { lookAtCharges, lookAtDisputes, lookAtMoves, lookAtPayouts, lookAtRefunds } from './lookAt.ts';
import { createdIn, type Page, type Phase, type Sight } from './parts.ts';

type Listed = { data: { id: string }[]; has_more: boolean };
type Asked = { created: { gte: number; lt: number }; limit: number; starting_after?: string };

/** A phase that goes through a list of Stripe's, the newest first. */
function through<L extends Listed>(
  what: string,
  list: (stripe: Stripe, asked: Asked) => Promise<L>,
  look: (sight: Sight, data: L['data']) => Promise<Looked>,
): Phase {
  return async (sight): Promise<Page> => {
    const { stripe, parts, request } = sight;
    await parts.pace.turn();
    const after = request.position === null ? {} : { starting_after: request.position };
    const answer = await readStripe(() => list(stripe, { created: createdIn(request), limit: 100, ...after }));
    if (answer.said !== 'yes') return { looked: notAllowed(what, answer.text), position: null };
    const { data, has_more } = answer.value;
    const looked = await look(sight, data);
    return {
      looked: { ...looked, counts: { ...looked.counts, requests: (looked.counts.requests ?? 0) + 1 } },
      position: has_more ? (data.at(-1)?.id ?? null) : null,
    };
  };
}

export const charges = through(
  'charges',
  (stripe, asked) => stripe.charges.list({ ...asked, expand: ['data.balance_transaction'] }),
  (sight, data) => lookAtCharges(sight, data.map(chargeFact)),
);

export const refunds = through(
  'refunds',
  (stripe, asked) =>
    stripe.refunds.list({
      ...asked,
      expand: ['data.balance_transaction', 'data.failure_balance_transaction', 'data.charge'],
    }),
  (sight, data) => lookAtRefunds(sight, data.map(refundAtStripe)),
);

export const disputes = through(
  'disputes',
  (stripe, asked) => stripe.disputes.list({ ...asked, expand: ['data.charge'] }),
  (sight, data) => lookAtDisputes(sight, data.map(disputeAtStripe)),
);

export const payouts = through(
  'payouts',
  (stripe, asked) => stripe.payouts.list(asked),
  (sight, data) => lookAtPayouts(sight, data.map(payoutFact)),
);

/** What else Stripe moved: its bills, corrections and reserves. */
export const movements = through(
  'balance transactions',
  (stripe, asked) => stripe.balanceTransactions.list(asked),
  (sight, data) => lookAtMoves(sight, movesJson(data)),
);

export function notAllowed(what: string, detail: string): Looked {
  const none = { stripeId: null, ourId: null, invoiceId: null, atStripe: null, here: null, currency: null };
  return { ...nothing(), findings: [{ kind: 'notAllowed', ...none, detail: `${what}: ${detail}` }] };
}
