import type { NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import type { ConsumerSpec } from '../transport/transport.ts';
import { unavailable } from '../transport/unavailable.ts';

/**
 * A service's request for one of its consumers: which, and within what bounds. What it reads is the contract's to say, how
 * it is delivered the keeper's.
 */
export const consumerRequest = z.strictObject({
  stream: z.string().max(100),
  name: z.string().max(200),
  /** Where it begins when it is made anew. */
  from: z.iso.datetime().optional(),
  inFlight: z.int().min(1).max(1000),
  ackWait_ms: z.int().min(100).max(600_000),
});
export type ConsumerRequest = z.infer<typeof consumerRequest>;

/** It is there; or it is not, and why. */
export const keeperAnswer = z.union([
  z.strictObject({ made: z.literal(true) }),
  z.strictObject({ made: z.literal(false), why: z.string() }),
]);
export type KeeperAnswer = z.infer<typeof keeperAnswer>;

/** The last word is the asker's name: NATS lets each service ask under its own alone. */
export function keeperSubject(service: string): string {
  return `keep.${service}`;
}

const answerWithin_ms = 3000;

/** @throws Fault unavailable when no keeper answers, or it did not make the consumer */
export function askKeeper(nc: NatsConnection, service: string): (spec: ConsumerSpec) => Promise<void> {
  return async ({ stream, name, from, inFlight, ackWait_ms }) => {
    const request = { stream, name, inFlight, ackWait_ms, ...(from && { from: from.toISOString() }) };
    const answer = await ask(nc, service, request);
    if (!answer.made) throw unavailable(`the keeper did not make consumer ${name} on ${stream}: ${answer.why}`);
  };
}

async function ask(nc: NatsConnection, service: string, request: ConsumerRequest): Promise<KeeperAnswer> {
  try {
    const answer = await nc.request(keeperSubject(service), JSON.stringify(request), { timeout: answerWithin_ms });
    return keeperAnswer.parse(answer.json());
  } catch (error) {
    throw unavailable('no keeper answers', error);
  }
}
