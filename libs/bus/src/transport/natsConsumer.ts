import {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  ReplayPolicy,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { fromNats } from './nats.ts';
import type { ConsumerSpec, Delivery, Subscription } from './transport.ts';

type Parts = {
  jsm: JetStreamManager;
  js: JetStreamClient;
  note: (note: string, facts: Record<string, unknown>) => void;
};

const ackWait_ms = 60_000;
/** Missed heartbeats in a row after which a pull is taken for stalled and made anew. */
const stalledAfter = 2;

/**
 * Pulls from a durable consumer for ever. Whatever ends a pull (a lost stream, a deleted consumer, missed heartbeats)
 * leads to the consumer being made again where needed and a fresh pull; the ledger makes repeats harmless.
 */
export async function consumeNats(
  parts: Parts,
  spec: ConsumerSpec,
  handle: (delivery: Delivery) => Promise<void>,
): Promise<Subscription> {
  let closed = false;
  let pull: ConsumerMessages | undefined;
  const open = new Set<Promise<void>>();

  const run = async () => {
    for (let failures = 0; !closed; ) {
      try {
        pull = await openPull(parts, spec);
        if (closed) break;
        failures = 0;
        void watch(pull, parts, spec);
        for await (const msg of pull) {
          const work = handle(asDelivery(msg)).catch((error) =>
            parts.note('a delivery was dropped for later', { consumer: spec.name, error: String(error) }),
          );
          open.add(work);
          void work.finally(() => open.delete(work));
        }
      } catch (error) {
        if (closed) break;
        failures += 1;
        parts.note('consumer is being rebuilt', {
          consumer: spec.name,
          stream: spec.stream,
          error: error instanceof Error ? error.message : String(error),
        });
        await new Promise((resolve) => setTimeout(resolve, Math.min(250 * failures, 2000)));
      }
    }
  };
  const running = run();
  return {
    close: async () => {
      closed = true;
      await pull?.close();
      await running;
      await Promise.allSettled([...open]);
    },
  };
}

async function openPull({ jsm, js }: Parts, spec: ConsumerSpec): Promise<ConsumerMessages> {
  const start = spec.from
    ? { deliver_policy: DeliverPolicy.StartTime, opt_start_time: spec.from.toISOString() }
    : { deliver_policy: DeliverPolicy.All };
  const config = {
    durable_name: spec.name,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWait_ms),
    max_ack_pending: spec.inFlight,
    max_deliver: -1,
    filter_subject: spec.filter,
    replay_policy: ReplayPolicy.Instant,
    ...start,
  };
  try {
    await jsm.consumers.info(spec.stream, spec.name);
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
    await jsm.consumers.add(spec.stream, config);
  }
  const consumer = await js.consumers.get(spec.stream, spec.name);
  return consumer.consume({
    max_messages: Math.min(spec.inFlight, 200),
    expires: 10_000,
    idle_heartbeat: 2500,
    abort_on_missing_resource: true,
  });
}

async function watch(pull: ConsumerMessages, parts: Parts, spec: ConsumerSpec): Promise<void> {
  for await (const status of pull.status()) {
    const stalled = status.type === 'heartbeats_missed' && status.count >= stalledAfter;
    const gone =
      status.type === 'consumer_deleted' || status.type === 'consumer_not_found' || status.type === 'stream_not_found';
    if (stalled || gone) {
      parts.note('pull ended', { consumer: spec.name, why: status.type });
      await pull.close();
      return;
    }
  }
}

function asDelivery(msg: JsMsg): Delivery {
  return {
    subject: msg.subject,
    data: msg.data,
    headers: fromNats(msg.headers),
    ack: () => msg.ack(),
    later: (delay_ms) => msg.nak(delay_ms),
  };
}
