import { setTimeout } from 'node:timers/promises';
import type { ConsumerMessages, JetStreamClient, JetStreamManager, JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Note } from './natsConnection.ts';
import { isJetStreamError } from './natsErrors.ts';
import { openWork } from './openWork.ts';
import { type Consume, type ConsumerSpec, type Delivery, type Subscription, thrownDelay_ms } from './transport.ts';

type Parts = {
  jsm: JetStreamManager;
  js: JetStreamClient;
  note: Note;
  /** Has the consumer made, or its bounds brought up to date. */
  make: (spec: ConsumerSpec) => Promise<void>;
};

/** Missed heartbeats in a row after which a pull is taken for stalled and made anew. */
const stalledAfter = 2;
const rebuildMost_ms = 2000;

/**
 * Pulls from a durable consumer for ever. Whatever ends a pull (a lost stream, a deleted consumer, missed heartbeats)
 * leads to the consumer being asked for again where needed and a fresh pull; the ledger makes repeats harmless.
 */
export async function consumeNats(parts: Parts, spec: ConsumerSpec, handle: Consume): Promise<Subscription> {
  const { note } = parts;
  const closing = new AbortController();
  const open = openWork();
  let pull: ConsumerMessages | undefined;

  const take = (msg: JsMsg) => {
    const delivery = asDelivery(msg, spec.name, note);
    const work = handle(delivery).catch((error) => {
      note('a delivery was put off', { consumer: spec.name, error: textOf(error) });
      delivery.later(thrownDelay_ms);
    });
    void open.add(work);
  };
  const run = async () => {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        pull = await openPull(parts, spec);
        if (closing.signal.aborted) await pull.close();
        failures = 0;
        void watch(pull, parts, spec).catch((error) => note('a pull is not watched', { error: textOf(error) }));
        for await (const msg of pull) take(msg);
      } catch (error) {
        if (closing.signal.aborted) break;
        failures += 1;
        const { name: consumer, stream } = spec;
        note('consumer is being rebuilt', { consumer, stream, error: textOf(error) });
        await pause(Math.min(250 * failures, rebuildMost_ms), closing.signal);
      }
    }
  };
  const running = run();
  return {
    close: async () => {
      closing.abort();
      await pull?.close();
      await running;
      await open.ended();
    },
  };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Resolves after `ms`, or at once when it is no longer worth waiting. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // It rejects when aborted, and for no other reason.
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}

async function openPull({ jsm, js, make }: Parts, spec: ConsumerSpec): Promise<ConsumerMessages> {
  if (!(await isThere(jsm, spec))) await make(spec);
  const consumer = await js.consumers.get(spec.stream, spec.name);
  return consumer.consume({
    max_messages: Math.min(spec.inFlight, 200),
    expires: 10_000,
    idle_heartbeat: 2500,
    abort_on_missing_resource: true,
  });
}

/** Whether it is there, and within the bounds: then nobody need be asked. */
async function isThere(jsm: JetStreamManager, { stream, name, ackWait_ms, inFlight }: ConsumerSpec): Promise<boolean> {
  try {
    const { config } = await jsm.consumers.info(stream, name);
    return config.ack_wait === nanos(ackWait_ms) && config.max_ack_pending === inFlight;
  } catch (error) {
    if (isJetStreamError(error, 'consumerNotFound', 'streamNotFound')) return false;
    throw error;
  }
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

/** An answer that cannot be given (the connection is closed) is one that is lost: the server gives the message again. */
function asDelivery(msg: JsMsg, consumer: string, note: Note): Delivery {
  const answering = (answer: () => void) => {
    try {
      answer();
    } catch (error) {
      note('a delivery could not be answered', { consumer, error: textOf(error) });
    }
  };
  return {
    subject: msg.subject,
    data: msg.data,
    ack: () => answering(() => msg.ack()),
    later: (delay_ms) => answering(() => msg.nak(delay_ms)),
  };
}
