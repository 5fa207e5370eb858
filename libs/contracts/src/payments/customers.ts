import { command } from '@purser/message';
import { z } from 'zod';
import { id } from '../common.ts';
import { stripeAccountId } from './home.ts';

/** Brings a customer as Stripe has them, at one account, in step with what is known of them here now. */
export const syncStripeCustomer = command({
  service: 'payments',
  name: 'syncStripeCustomer',
  version: 1,
  input: z.strictObject({ customerId: id, mode: z.enum(['test', 'live']), account: stripeAccountId }),
  output: z.strictObject({
    customerId: id,
    /** `same`: nothing had changed. `gone`: they were deleted there. `none`: there is nobody to change. `refused`: Stripe takes it not. */
    did: z.enum(['changed', 'same', 'gone', 'none', 'refused']),
  }),
  callers: { services: ['payments'] },
});
