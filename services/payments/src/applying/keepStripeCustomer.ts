import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { insertStripeCustomer } from '../store/stripeCustomers.ts';
import type { Home } from '../stripe/home.ts';

/**
 * Keeps the first Stripe customer of a customer at an account; returns the one that is kept. They were made of a name and an address that
 * may have changed meanwhile, and of no more than these: what else is known follows.
 */
export async function keepStripeCustomer(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now' | 'stage'>,
  made: Home & { customerId: string; stripeCustomerId: string },
): Promise<string> {
  const { customerId, mode, account } = made;
  const { kept, isNew } = await insertStripeCustomer(ctx, made);
  if (isNew) ctx.stage.send(contract.syncStripeCustomer, { customerId, mode, account });
  return kept;
}
