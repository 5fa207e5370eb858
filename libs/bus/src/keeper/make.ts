import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  ReplayPolicy,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { isJetStreamError } from '../transport/natsErrors.ts';
import type { ConsumerSpec, StreamSpec } from '../transport/transport.ts';

/** Makes the stream, or brings it up to date: its own subjects and nobody else's messages. */
export async function makeStream(jsm: JetStreamManager, spec: StreamSpec): Promise<void> {
  const config = {
    name: spec.name,
    subjects: spec.subjects,
    retention: spec.kind === 'queue' ? RetentionPolicy.Workqueue : RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_age: nanos(spec.maxAge_ms),
    duplicate_window: nanos(Math.min(120_000, spec.maxAge_ms)),
  };
  try {
    await jsm.streams.add(config);
  } catch (error) {
    if (!isJetStreamError(error, 'streamIsOtherwise')) throw error;
    await jsm.streams.update(spec.name, { ...config, sources: [] });
  }
}

/**
 * Makes the consumer, or brings its bounds up to date. Where it begins was settled when it was first made.
 * @returns 'kept' when the server cannot change the bounds of the one that is there: 2.9 takes a beginning in time for another,
 * whatever is changed beside it. It serves with the bounds it has.
 * @throws Error when what is there delivers by itself: no keeper made that, and a person should look at it
 */
export async function makeConsumer(jsm: JetStreamManager, spec: ConsumerSpec): Promise<'made' | 'kept'> {
  const bounds = { ack_wait: nanos(spec.ackWait_ms), max_ack_pending: spec.inFlight };
  const there = await consumerConfig(jsm, spec);
  if (!there) {
    const start = spec.from
      ? { deliver_policy: DeliverPolicy.StartTime, opt_start_time: spec.from.toISOString() }
      : { deliver_policy: DeliverPolicy.All };
    await jsm.consumers.add(spec.stream, {
      ...fixed,
      durable_name: spec.name,
      filter_subject: spec.filter,
      ...bounds,
      ...start,
    });
    return 'made';
  }
  if (there.deliver_subject !== undefined)
    throw new Error(`consumer ${spec.name} delivers to ${there.deliver_subject}: no keeper made it`);
  try {
    await jsm.consumers.update(spec.stream, spec.name, { filter_subject: spec.filter, ...bounds });
    return 'made';
  } catch (error) {
    const isOurs = there.filter_subject === spec.filter;
    if (isOurs && there.opt_start_time !== undefined && isJetStreamError(error, 'consumerNotChanged')) return 'kept';
    throw error;
  }
}

/** Every consumer is pulled from, and each message acknowledged or given again. */
const fixed = { ack_policy: AckPolicy.Explicit, max_deliver: -1, replay_policy: ReplayPolicy.Instant };

async function consumerConfig(
  jsm: JetStreamManager,
  { stream, name }: ConsumerSpec,
): Promise<ConsumerConfig | undefined> {
  try {
    return (await jsm.consumers.info(stream, name)).config;
  } catch (error) {
    if (isJetStreamError(error, 'consumerNotFound')) return undefined;
    throw error;
  }
}
