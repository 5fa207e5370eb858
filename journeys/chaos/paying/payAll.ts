import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@purser/bus';
import type { PlannedPayment, Way } from '../plan/payments.ts';
import type { Plan } from '../plan/plan.ts';
import type { Customer, Town } from '../town/people.ts';
import type { Asking } from './asking.ts';
import type { Payer } from './payer.ts';
import type { Ending } from './way.ts';
import { goThrough } from './ways.ts';

export type Journey = {
  plan: PlannedPayment;
  ending: Ending | undefined;
  gaveUp: string | undefined;
  took_ms: number;
};
export type Paid = { journeys: Journey[]; seenPaid: Set<string> };

type Parts = { town: Town; client: Client; asking: Asking; stripeApi: string };

const inFlight = 12;

/** Runs the plan's payments, so many at a time; `begun` hears of each as it begins. */
export async function payAll(parts: Parts, plan: Plan, begun: (payment: number) => void): Promise<Paid> {
  const seenPaid = new Set<string>();
  const left = [...plan.payments];
  const journeys: Journey[] = [];
  const from_ms = performance.now();
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const bunchAt_ms = (next.index - (next.index % plan.bunch)) * plan.every_ms;
      await pause(Math.max(0, from_ms + bunchAt_ms - performance.now()));
      begun(next.index);
      journeys.push(await journey(payerOf(parts, next, seenPaid)));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { journeys, seenPaid };
}

function payerOf({ town, ...parts }: Parts, plan: PlannedPayment, seenPaid: Set<string>): Payer {
  const tenant = town.tenants[plan.tenant] ?? town.tenants[0];
  const { good, refused } = tenant.automatic;
  const automatic: Partial<Record<Way, Customer>> = { autopaid: good, autopayRefused: refused };
  const customer = automatic[plan.way] ?? tenant.customers[plan.customer] ?? tenant.customers[0];
  return { ...parts, plan, tenant, customer, seenPaid };
}

/** Whatever a payer meets that nobody foresaw ends this payment, and is reported, and not the run. */
async function journey(payer: Payer): Promise<Journey> {
  const { plan } = payer;
  const from_ms = performance.now();
  const took_ms = () => Math.round(performance.now() - from_ms);
  try {
    const ending = await goThrough(payer);
    return { plan, ending, gaveUp: undefined, took_ms: took_ms() };
  } catch (error) {
    const gaveUp = error instanceof Error ? error.message : String(error);
    return { plan, ending: undefined, gaveUp, took_ms: took_ms() };
  }
}
