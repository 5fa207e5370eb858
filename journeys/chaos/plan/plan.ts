import { type Blow, planKills, type Victim, victims } from './kills.ts';
import { type PlannedPayment, planPayments } from './payments.ts';
import { seeded } from './random.ts';
import { otherTroubles, planRefundTroubles, planTroubles, stripeTroubles, type Trouble } from './troubles.ts';

export type Plan = {
  payments: PlannedPayment[];
  blows: Blow[];
  troubles: Trouble[];
  /** So many payments begin together, and then it is calm: what is killed is killed in the midst of much. */
  bunch: number;
  /** From one payment to the next, on average. */
  every_ms: number;
};

/** Between two kills, on average: long enough that most of what died is up again. */
const betweenKills_ms = 4_500;
const leastEvery_ms = 50;
const largestBunch = 8;
const paymentsPerTrouble = 2;

/** What a seed leads to. When exactly each thing happens stays the machine's. */
export function planOf(
  seed: string,
  { payments, kills, among = victims }: { payments: number; kills: number; among?: readonly Victim[] },
  town: { tenants: number; customers: number },
): Plan {
  const planned = planPayments(seeded(`${seed} payments`), payments, town.tenants, town.customers);
  const every_ms = Math.max(leastEvery_ms, Math.round((kills * betweenKills_ms) / payments));
  return {
    every_ms,
    bunch: Math.min(largestBunch, Math.max(1, Math.round(payments / Math.max(1, kills)))),
    payments: planned,
    blows: planKills(seeded(`${seed} kills`), { kills, payments, among }),
    // One beside each kill, and one of Stripe's for every few payments: a run without kills is a calm one.
    troubles: [
      ...planTroubles(seeded(`${seed} troubles`), { count: kills, payments, kinds: otherTroubles }),
      ...planTroubles(seeded(`${seed} Stripe`), {
        count: kills === 0 ? 0 : Math.ceil(payments / paymentsPerTrouble),
        payments,
        kinds: stripeTroubles,
      }),
      ...(kills === 0 ? [] : planRefundTroubles(planned)),
    ],
  };
}
