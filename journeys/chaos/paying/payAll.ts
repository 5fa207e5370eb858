import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@purser/bus';
import type { PlannedPayment } from '../plan/payments.ts';
import type { Plan } from '../plan/plan.ts';
import type { Town } from '../town/people.ts';
import type { Asking } from './asking.ts';
import type { Payer } from './payer.ts';
import { type Ending, goThrough } from './ways.ts';

export type Journey = { plan: PlannedPayment; ending: Ending | undefined; gaveUp: string | undefined };
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
  const customer = tenant.customers[plan.customer] ?? tenant.customers[0];
  return { ...parts, plan, tenant, customer, seenPaid };
}

/** Whatever a payer meets that nobody foresaw ends this payment, and is reported, and not the run. */
async function journey(payer: Payer): Promise<Journey> {
  try {
    return { plan: payer.plan, ending: await goThrough(payer), gaveUp: undefined };
  } catch (error) {
    return { plan: payer.plan, ending: undefined, gaveUp: error instanceof Error ? error.message : String(error) };
  }
}
