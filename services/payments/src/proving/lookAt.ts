import { isId } from '@purser/message';
import type { MoveFact } from '../domain/balanceMove.ts';
import type { Exchange } from '../domain/exchange.ts';
import { type ChargeFact, compareCharge } from '../domain/proof/compareCharge.ts';
import { compareDispute, type DisputeAtStripe } from '../domain/proof/compareDispute.ts';
import { compareMove } from '../domain/proof/compareMove.ts';
import { comparePayout, type PayoutFact } from '../domain/proof/comparePayout.ts';
import { compareRefund, type RefundAtStripe } from '../domain/proof/compareRefund.ts';
import { type Looked, together } from '../domain/proof/looked.ts';
import { movesOf } from '../store/balanceMoves.ts';
import { exchangesOf } from '../store/exchanges.ts';
import { setAside } from '../store/orphans.ts';
import { payoutsOf } from '../store/payouts.ts';
import {
  askedOf,
  disputesAtStripe,
  feesBackOf,
  ofPayments,
  partsBeside,
  paymentsOfIntents,
} from '../store/proofRows.ts';
import { journalFor } from './askReporting.ts';
import type { Sight } from './parts.ts';

const named = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null);

/** What of these was settled in another currency. */
async function exchangesBy({ tenant, parts }: Sight, thingIds: readonly string[]) {
  const found = await parts.runtime.tenantTx({ tenant }, (tx) => exchangesOf(tx, thingIds));
  const byThing = Map.groupBy(found, ({ thingId }) => thingId);
  return (thingId: string | undefined): readonly Exchange[] => (thingId ? (byThing.get(thingId) ?? []) : []);
}

/** Charges as Stripe has them, held against what is here. */
export async function lookAtCharges(sight: Sight, charges: readonly ChargeFact[]): Promise<Looked> {
  const { tenant, parts, now } = sight;
  const intents = named(charges.map(({ intentId }) => intentId));
  const attempts = named(charges.map(({ attemptMark }) => attemptMark)).filter(isId);
  const { payments, asked, aside } = await parts.runtime.tenantTx({ tenant }, async (tx) => ({
    payments: new Map((await paymentsOfIntents(tx, intents)).map((payment) => [payment.intentId, payment])),
    asked: await askedOf(tx, { intents, attempts }),
    aside: await setAside(
      tx,
      charges.map(({ id }) => id),
    ),
  }));
  const ids = [...payments.values()].map(({ paymentId }) => paymentId);
  const journal = await journalFor(sight, ids);
  const exchanges = await exchangesBy(sight, ids);
  return together(
    charges.map((charge) => {
      const isAsked = (id: string | null) => id !== null && asked.has(id);
      const payment = charge.intentId === null ? undefined : payments.get(charge.intentId);
      return compareCharge(charge, {
        ...{ tenant, now: now.getTime(), payment, exchanges: exchanges(payment?.paymentId) },
        asked: isAsked(charge.intentId) || isAsked(charge.attemptMark),
        setAside: aside.get(charge.id),
        journal,
      });
    }),
  );
}

export async function lookAtRefunds(sight: Sight, refunds: readonly RefundAtStripe[]): Promise<Looked> {
  const { tenant, parts, now } = sight;
  const { beside, feesBack, known, aside } = await parts.runtime.tenantTx({ tenant }, async (tx) => {
    const found = await partsBeside(
      tx,
      refunds.map(({ id }) => id),
    );
    return {
      beside: found,
      feesBack: await feesBackOf(
        tx,
        found.map(({ paymentId }) => paymentId),
      ),
      known: await ofPayments(tx, named(refunds.map(({ intentId }) => intentId))),
      aside: await setAside(tx, named(refunds.flatMap(({ id, chargeId }) => [id, chargeId]))),
    };
  });
  const byStripe = new Map(beside.map((part) => [part.stripeRefundId, part]));
  const byRefund = Map.groupBy(beside, ({ refundId }) => refundId);
  const journal = await journalFor(
    sight,
    beside.flatMap(({ refundId, paymentId }) => [refundId, paymentId]),
  );
  const exchanges = await exchangesBy(
    sight,
    beside.map(({ refundId }) => refundId),
  );
  return together(
    refunds.map((refund) => {
      const part = byStripe.get(refund.id);
      return compareRefund(refund, {
        ...{ tenant, now: now.getTime(), part, exchanges: exchanges(part?.refundId) },
        ofRefund: part ? (byRefund.get(part.refundId) ?? []) : [],
        feesBack: part && feesBack.get(part.paymentId),
        ofPayment: refund.intentId !== null && known.has(refund.intentId),
        setAside: aside.get(refund.id) ?? aside.get(refund.chargeId ?? ''),
        journal,
      });
    }),
  );
}

export async function lookAtDisputes(
  sight: Sight,
  disputes: readonly (DisputeAtStripe & { intentId: string | null; chargeId: string | null })[],
): Promise<Looked> {
  const { tenant, parts, now } = sight;
  const { here, known, aside } = await parts.runtime.tenantTx({ tenant }, async (tx) => ({
    here: new Map(
      (
        await disputesAtStripe(
          tx,
          disputes.map(({ id }) => id),
        )
      ).map((dispute) => [dispute.stripeDisputeId, dispute]),
    ),
    known: await ofPayments(tx, named(disputes.map(({ intentId }) => intentId))),
    aside: await setAside(tx, named(disputes.flatMap(({ id, chargeId }) => [id, chargeId]))),
  }));
  const ids = [...here.values()].map(({ disputeId }) => disputeId);
  const journal = await journalFor(sight, ids);
  const exchanges = await exchangesBy(sight, ids);
  return together(
    disputes.map((fact) =>
      compareDispute(fact, {
        ...{
          tenant,
          now: now.getTime(),
          dispute: here.get(fact.id),
          exchanges: exchanges(here.get(fact.id)?.disputeId),
        },
        ofPayment: fact.intentId !== null && known.has(fact.intentId),
        setAside: aside.get(fact.id) ?? aside.get(fact.chargeId ?? ''),
        journal,
      }),
    ),
  );
}

export async function lookAtPayouts(sight: Sight, payouts: readonly PayoutFact[]): Promise<Looked> {
  const { tenant, parts, now, request } = sight;
  const here = await parts.runtime.tenantTx({ tenant }, (tx) =>
    payoutsOf(
      tx,
      request,
      payouts.map(({ id }) => id),
    ),
  );
  const byStripe = new Map(here.map((payout) => [payout.stripePayoutId, payout]));
  const journal = await journalFor(
    sight,
    here.map(({ payoutId }) => payoutId),
  );
  return together(
    payouts.map((fact) => {
      const known = byStripe.get(fact.id);
      const payout = known && {
        ...known,
        ...{ amount: Number(known.amount), partsSum: Number(known.partsSum), seenAt: known.seenAt.getTime() },
      };
      return comparePayout(fact, { now: now.getTime(), payout, journal });
    }),
  );
}

/** What else moved at Stripe. */
export async function lookAtMoves(sight: Sight, moves: readonly MoveFact[]): Promise<Looked> {
  const { tenant, parts, now } = sight;
  const ids = moves.map(({ id }) => id);
  const here = await parts.runtime.tenantTx({ tenant }, (tx) => movesOf(tx, ids));
  const byStripe = new Map(here.map((move) => [move.id, move]));
  const journal = await journalFor(
    sight,
    here.map(({ moveId }) => moveId),
  );
  return together(moves.map((fact) => compareMove(fact, { now: now.getTime(), move: byStripe.get(fact.id), journal })));
}
