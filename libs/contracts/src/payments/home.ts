import { z } from 'zod';

/** An account at Stripe: the tenant's own keys, or one that is connected to the platform. */
export const stripeAccountId = z.string().max(130);

/** Where an object of Stripe's lives; what is read without it is read at the account in use. */
export const stripeHome = z.strictObject({ mode: z.enum(['test', 'live']), account: stripeAccountId });

/** What Stripe.js must be told beside the publishable key; null where the key is the account's own. */
export const connectedAccount = z.string().max(130).nullable().default(null);
