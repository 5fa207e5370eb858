import type { Log } from '@purser/bus';
import type Stripe from 'stripe';
import type { Looked } from '../domain/proof/looked.ts';
import type { Outside } from '../outside.ts';
import type { Home } from '../stripe/home.ts';
import type { Pace } from './pace.ts';

export type Proving = Outside & { pace: Pace };

/** One page of one phase, as it is stored before it is looked at. */
export type PageRequest = Home & {
  proofId: string;
  turn: number;
  from: string;
  to: string;
  phase: string;
  position: string | null;
};

/** What a page is looked at with. */
export type Sight = {
  tenant: string;
  now: Date;
  stripe: Stripe;
  parts: Proving;
  request: PageRequest;
  log: Log;
};

/** What a page brought; `position` leads on in the phase, null ends it. */
export type Page = { looked: Looked; position: string | null };

export type Phase = (sight: Sight) => Promise<Page>;

/** The period as Stripe wants it: seconds of the epoch. */
export function createdIn({ from, to }: Pick<PageRequest, 'from' | 'to'>): { gte: number; lt: number } {
  const second = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
  return { gte: second(from), lt: second(to) + 86_400 };
}
