import type { WorkContext } from '@purser/bus';
import { lockMethods } from '../store/methods.ts';
import { loseStripeCustomer } from '../store/stripeCustomers.ts';
import { type Home, isSameHome } from '../stripe/home.ts';
import { dropMethod } from './keepMethod.ts';

/** Somebody deleted a customer at Stripe: what they had on file is gone, and they are made anew when next needed. */
export async function forgetStripeCustomer(ctx: WorkContext, home: Home, stripeCustomerId: string): Promise<void> {
  for (const { customerId } of await loseStripeCustomer(ctx.tx, home, stripeCustomerId))
    for (const method of await lockMethods(ctx.tx, customerId))
      if (isSameHome(method, home)) await dropMethod(ctx, method);
}
