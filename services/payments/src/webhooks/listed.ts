import { fault } from '@purser/fault';
import type Stripe from 'stripe';
import type { Home } from '../stripe/home.ts';
import type { Intake, Stored } from './intake.ts';
import { readEvent } from './verify.ts';

/** How whoever reads Stripe's list of events has them stored. */
export type StoresListed = { storeListed(to: Home & { tenant: string }, event: Stripe.Event): Promise<Stored> };

/**
 * Stores an event that was read out of Stripe's list at one of a tenant's homes exactly as if it had been delivered; one that was delivered
 * before, or is later, counts once. @throws Fault unavailable when it could not be stored
 */
export async function storeListed(intake: Intake, to: Home & { tenant: string }, event: Stripe.Event): Promise<Stored> {
  const raw = Buffer.from(JSON.stringify(event));
  const read = readEvent(raw, 'snapshot');
  if (!read.ok) throw fault('external', 'event_unreadable', 'Stripe listed what is no event.', { internal: event.id });
  if (read.event.livemode !== (to.mode === 'live'))
    throw fault('external', 'event_of_other_mode', 'Stripe listed an event of the other mode.', { internal: event.id });
  return intake.store({ ...to, endpointId: null, aside: null }, read.event, raw);
}
