import { payments } from '@purser/contracts';
import { z } from 'zod';
import { commandId, customerId, endpointId, instant, invoiceId, pageQuery, paymentId, replayId } from './common.ts';

const event = payments.listWebhookEvents.output.shape.events.element.shape;

/** An event as Stripe sent it; its id is Stripe's. */
export const webhookEvent = z.strictObject({
  id: z.string(),
  type: event.type,
  objectId: event.objectId,
  mode: event.mode,
  endpointId: endpointId.nullable(),
  account: event.account,
  via: event.via,
  status: event.status,
  attempts: event.attempts,
  problem: event.problem,
  receivedAt: instant,
});
export type WebhookEventModel = z.infer<typeof webhookEvent>;

/** Which events are meant; a type that ends with a point is a family of them. `text` is how an id begins. */
export const webhookFilter = z.strictObject({
  status: payments.webhookStatus.optional(),
  type: z.string().trim().min(1).max(100).optional(),
  endpoint: endpointId.optional(),
  account: z.string().trim().min(1).max(255).optional(),
  text: z.string().trim().min(1).max(255).optional(),
});
export const webhookEventQuery = z.strictObject({ ...webhookFilter.shape, ...pageQuery });

/** One event with what it holds and what came of it. */
export const wholeWebhookEvent = z.strictObject({
  ...webhookEvent.shape,
  doneAt: instant.nullable(),
  tries: payments.getWebhookEvent.output.shape.tries,
  /** As Stripe sent it; null once it is kept no longer. */
  payload: z.unknown(),
  /** Whether what tells of people was left out. */
  veiled: z.boolean(),
  about: z.strictObject({ invoiceId, customerId, paymentId: paymentId.nullable() }).nullable(),
  /** The command that read what the event hinted at. */
  ledTo: commandId.nullable(),
});
export type WholeWebhookEventModel = z.infer<typeof wholeWebhookEvent>;

const replay = payments.listReplays.output.shape.replays.element.shape;
export const webhookReplay = z.strictObject({
  id: replayId,
  filter: webhookFilter,
  state: replay.state,
  total: replay.total,
  queued: replay.queued,
  applied: replay.applied,
  failed: replay.failed,
  waiting: replay.waiting,
  startedAt: instant,
  endedAt: instant.nullable(),
});
export type WebhookReplayModel = z.infer<typeof webhookReplay>;

export const replayBegun = z.strictObject({ id: replayId, total: z.int() });
export const replayQuery = z.strictObject(pageQuery);

const account = payments.listUnknownAccounts.output.shape.accounts.element.shape;

/** A connected account that nobody here knows, and how much waits for it. */
export const unknownAccount = z.strictObject({
  mode: account.mode,
  account: account.account,
  since: instant,
  waiting: account.waiting,
  lastEventAt: instant.nullable(),
});
export type UnknownAccountModel = z.infer<typeof unknownAccount>;
