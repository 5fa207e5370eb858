import { payments } from '@purser/contracts';
import { z } from 'zod';
import { instant, pageQuery } from './common.ts';

/** An event as Stripe sent it; its id is Stripe's. */
export const webhookEvent = z.strictObject({
  id: z.string(),
  type: z.string(),
  objectId: z.string(),
  status: payments.webhookStatus,
  attempts: z.int(),
  problem: z.string().nullable(),
  receivedAt: instant,
});
export type WebhookEventModel = z.infer<typeof webhookEvent>;

export const webhookEventQuery = z.strictObject({ status: payments.webhookStatus.optional(), ...pageQuery });
