import type { Finding } from '../domain/proof/finding.ts';
import { type Looked, nothing, type Seen, together } from '../domain/proof/looked.ts';
import {
  type OurDispute,
  type OurPayment,
  type OurRefund,
  paidElsewhere,
  unseenDisputes,
  unseenPayments,
  unseenRefunds,
} from '../store/proofUnseen.ts';
import { chargeFact, disputeAtStripe, refundAtStripe } from '../stripe/proofFacts.ts';
import { readStripe } from '../stripe/readStripe.ts';
import { notAllowed } from './atStripe.ts';
import { lookAtCharges, lookAtDisputes, lookAtRefunds } from './lookAt.ts';
import type { Page, Phase, Sight } from './parts.ts';

/** What we have of a period and did not come across at Stripe: each is asked for by its id. What was asked for counts as seen. */
function through<T>(
  unseen: (sight: Sight) => Promise<T[]>,
  mark: (thing: T) => Pick<Seen, 'thing' | 'stripeId'>,
  look: (sight: Sight, thing: T) => Promise<Looked>,
): Phase {
  return async (sight): Promise<Page> => {
    const things = await unseen(sight);
    const looked: Looked[] = [];
    for (const thing of things) {
      await sight.parts.pace.turn();
      const one = await look(sight, thing);
      const seen = [...one.seen, { ...mark(thing), invoiceId: null, taken: 0 }];
      looked.push({ ...one, seen, counts: { ...one.counts, requests: 1 } });
    }
    return { looked: together(looked), position: things.length > 0 ? 'more' : null };
  };
}

export const ourPayments = through(
  ({ parts, tenant, request }) => parts.runtime.tenantTx({ tenant }, (tx) => unseenPayments(tx, request)),
  ({ intentId }) => ({ thing: 'charge', stripeId: intentId }),
  async (sight, payment) => {
    const { stripe } = sight;
    const answer = await readStripe(() =>
      stripe.paymentIntents.retrieve(payment.intentId, { expand: ['latest_charge.balance_transaction'] }),
    );
    const lacking = (detail: string) => lack(payment, 'paymentNotAtStripe', payment.intentId, detail);
    if (answer.said === 'no') return unreadable(answer, lacking);
    const charge = answer.value.latest_charge;
    if (charge === null || typeof charge === 'string' || charge.status !== 'succeeded')
      return lacking(`the intent is ${answer.value.status}`);
    return lookAtCharges(sight, [chargeFact(charge)]);
  },
);

export const ourRefunds = through(
  ({ parts, tenant, request }) => parts.runtime.tenantTx({ tenant }, (tx) => unseenRefunds(tx, request)),
  ({ stripeRefundId }) => ({ thing: 'refund', stripeId: stripeRefundId }),
  async (sight, refund) => {
    const { stripe } = sight;
    const expand = ['balance_transaction', 'failure_balance_transaction', 'charge'];
    const answer = await readStripe(() => stripe.refunds.retrieve(refund.stripeRefundId, { expand }));
    if (answer.said === 'yes') return lookAtRefunds(sight, [refundAtStripe(answer.value)]);
    const lacking = (detail: string) => lack(refund, 'refundNotAtStripe', refund.stripeRefundId, detail);
    return unreadable(answer, lacking);
  },
);

export const ourDisputes = through(
  ({ parts, tenant, request }) => parts.runtime.tenantTx({ tenant }, (tx) => unseenDisputes(tx, request)),
  ({ stripeDisputeId }) => ({ thing: 'dispute', stripeId: stripeDisputeId }),
  async (sight, dispute) => {
    const { stripe } = sight;
    const answer = await readStripe(() => stripe.disputes.retrieve(dispute.stripeDisputeId, { expand: ['charge'] }));
    if (answer.said === 'yes') return lookAtDisputes(sight, [disputeAtStripe(answer.value)]);
    const lacking = (detail: string) => lack(dispute, 'disputeNotAtStripe', dispute.stripeDisputeId, detail);
    return unreadable(answer, lacking);
  },
);

/** A proof is of one account: what lies at others is told. */
export async function elsewhere({ parts, tenant, request }: Sight): Promise<Page> {
  const found = await parts.runtime.tenantTx({ tenant }, (tx) => paidElsewhere(tx, request));
  const findings = found.map(({ mode, account, currency, payments, amount }) => ({
    kind: 'otherAccount' as const,
    ...{ stripeId: account, ourId: null, invoiceId: null, atStripe: null, here: amount, currency },
    detail: `${payments} payments at ${account}, ${mode} mode`,
  }));
  return { looked: { ...nothing(), findings }, position: null };
}

function unreadable(answer: { code: string; text: string }, lacking: (detail: string) => Looked): Looked {
  return answer.code === 'notAllowed' ? notAllowed('by id', answer.text) : lacking(answer.code);
}

const names = {
  paymentNotAtStripe: { count: 'paymentsHere', what: 'receipts' },
  refundNotAtStripe: { count: 'refundsHere', what: 'refunds' },
  disputeNotAtStripe: { count: 'disputesHere', what: 'disputes' },
} as const;

function lack(
  { ourId, invoiceId, amount, currency }: OurPayment | OurRefund | OurDispute,
  kind: keyof typeof names,
  stripeId: string,
  detail: string,
): Looked {
  const finding: Finding = { kind, stripeId, ourId, invoiceId, atStripe: null, here: amount, currency, detail };
  const { count, what } = names[kind];
  return {
    ...nothing(),
    findings: [finding],
    counts: { [count]: 1 },
    sums: [{ what, currency, stripe: 0, here: amount, journal: 0 }],
  };
}
