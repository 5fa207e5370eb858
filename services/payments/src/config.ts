import { readConfig } from '@purser/config';
import { z } from 'zod';

const schema = z.object({
  /** Where Stripe's API is; Stripe itself unless set. */
  PURSER_STRIPE_API: z.url().default('https://api.stripe.com'),
  /** Where merchants with an account give leave to the platform; Stripe itself unless set. */
  PURSER_STRIPE_CONNECT_URL: z.url().default('https://connect.stripe.com'),
  /** Below the bus's lease, so that an answer is written down by whoever asked. */
  PURSER_STRIPE_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(20_000),
  /** How many calls a second each account gets; what Stripe allows it unless set: 100 live, 25 in test mode. */
  PURSER_STRIPE_PER_SECOND: z.coerce.number().min(1).max(10_000).optional(),
  /** How often Stripe is asked by what holds its books against ours, all tenants together; Stripe allows 25 a second and endpoint in test mode. */
  PURSER_STRIPE_READS_PER_SECOND: z.coerce.number().min(0.1).max(100).default(10),
  PURSER_MODE: z.enum(['sandbox', 'live']).optional(),
  /** Where this installation is called from outside: webhook endpoints at Stripe lead there. */
  PURSER_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
});

export type PaymentsConfig = {
  stripeApi: URL;
  connectUrl: URL;
  timeout_ms: number;
  perSecond: Record<'test' | 'live', number>;
  readsPerSecond: number;
  /** Not Stripe itself is asked, or not for real: no live key may be shown there. */
  sandbox: boolean;
  /** Where this installation is called from outside. */
  publicUrl: string;
};

const stripeItself = 'api.stripe.com';

export function readPaymentsConfig(env: Record<string, string | undefined>): PaymentsConfig {
  const config = readConfig(schema, env);
  const stripeApi = new URL(config.PURSER_STRIPE_API);
  return {
    stripeApi,
    connectUrl: new URL(config.PURSER_STRIPE_CONNECT_URL),
    timeout_ms: config.PURSER_STRIPE_TIMEOUT_MS,
    perSecond: {
      test: config.PURSER_STRIPE_PER_SECOND ?? 25,
      live: config.PURSER_STRIPE_PER_SECOND ?? 100,
    },
    readsPerSecond: config.PURSER_STRIPE_READS_PER_SECOND,
    sandbox: config.PURSER_MODE === 'sandbox' || stripeApi.hostname !== stripeItself,
    publicUrl: config.PURSER_PUBLIC_URL,
  };
}
