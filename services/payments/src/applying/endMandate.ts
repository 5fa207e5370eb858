import type { WorkContext } from '@purser/bus';
import type Stripe from 'stripe';
import { endsMethod } from '../domain/mandate.ts';
import { methodAtStripe } from '../store/methods.ts';
import { type Home, isSameHome } from '../stripe/home.ts';
import { letGo } from './keepMethod.ts';

/**
 * A mandate that its payer or their bank took back: the account on file that it was for can be debited no more. Stripe never makes an
 * inactive one active again, so that the event's own word will do.
 * @returns whether a method of ours was meant
 */
export async function endMandate(ctx: WorkContext, at: Home, mandate: Stripe.Mandate): Promise<boolean> {
  const { payment_method: given } = mandate;
  const method = await methodAtStripe(ctx.tx, typeof given === 'string' ? given : given.id);
  if (!method?.active || !isSameHome(method, at)) return false;
  if (endsMethod(mandate, method.mandateId)) await letGo(ctx, method);
  return true;
}
