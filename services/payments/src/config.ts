import { readConfig } from '@purser/config';
import { z } from 'zod';

const schema = z.object({
  /** Where Stripe's API is; Stripe itself unless set. */
  PURSER_STRIPE_API: z.url().default('https://api.stripe.com'),
  /** Below the bus's lease, so that an answer is written down by whoever asked. */
  PURSER_STRIPE_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(20_000),
});

export type PaymentsConfig = { stripeApi: URL; timeout_ms: number };

export function readPaymentsConfig(env: Record<string, string | undefined>): PaymentsConfig {
  const config = readConfig(schema, env);
  return { stripeApi: new URL(config.PURSER_STRIPE_API), timeout_ms: config.PURSER_STRIPE_TIMEOUT_MS };
}
