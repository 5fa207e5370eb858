import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, type MsgHdrs, type NatsConnection, nanos, headers as natsHeaders } from '@nats-io/transport-node';
import { fault } from '@purser/fault';
import { consumeNats } from './natsConsumer.ts';
import type { ConsumerSpec, Delivery, Headers, StreamBirth, StreamSpec, Subscription, Transport } from './transport.ts';

export type NatsOptions = {
  servers: string;
  user: string;
  password: string;
  /** Told of what a reader of the logs should know: lost and regained connections, rebuilt consumers. */
  onNote?: (note: string, facts: Record<string, unknown>) => void;
  publishTimeout_ms?: number;
};

/** What of a newer server we would use, and do without. */
export type ServerGate = { version: string; missing: string[] };

/** The oldest server on which everything here was seen to work. */
const oldest = [2, 9, 0] as const;

/** @throws Error when the server is too old; else its version and what it lacks. */
export function gateServer(version: string, jetstreamOn: boolean): ServerGate {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const older = oldest.findIndex((n, i) => (parts[i] ?? 0) !== n);
  if (older >= 0 && (parts[older] ?? 0) < oldest[older]!)
    throw new Error(`nats-server ${version} is too old: 2.9 or later is needed`);
  if (!jetstreamOn) throw new Error(`nats-server ${version} runs without JetStream: start it with jetstream enabled`);
  const since: [number, number, string][] = [
    [2, 10, 'consumers with several filters'],
    [2, 11, 'reasons with term, per-message expiry'],
    [2, 12, 'scheduled messages'],
  ];
  const missing = since
    .filter(([major, minor]) => parts[0] === major && (parts[1] ?? 0) < minor)
    .map(([, , what]) => what);
  return { version, missing };
}

export async function natsTransport(options: NatsOptions): Promise<Transport & { gate: ServerGate }> {
  const note = options.onNote ?? (() => {});
  const nc = await connect({
    servers: options.servers,
    user: options.user,
    pass: options.password,
    name: options.user,
    inboxPrefix: `_INBOX_${options.user}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
    ignoreAuthErrorAbort: true,
  });
  const info = nc.info;
  const gate = gateServer(info?.version ?? '0', info?.jetstream ?? false);
  const jsm = await jetstreamManager(nc, { checkAPI: false });
  const js = jetstream(nc);
  const reconnected = new Set<() => void>();
  let up = true;
  void watchStatus(nc, note, (state) => {
    const back = state && !up;
    up = state;
    if (back) for (const callback of reconnected) callback();
  });
  const timeout = options.publishTimeout_ms ?? 3000;

  return {
    gate,
    ensureStream: (spec) => ensureStream(jsm, spec),
    streamBirth: async (name) => {
      try {
        return { name, created: (await jsm.streams.info(name)).created };
      } catch (error) {
        if (error instanceof JetStreamApiError && error.code === 10059) return undefined;
        throw unavailable('the stream cannot be asked', error);
      }
    },
    publish: async (subject, data, { id, headers }) => {
      try {
        await js.publish(subject, data, { msgID: id, headers: toNats(headers), timeout });
      } catch (error) {
        throw unavailable('the stream did not confirm', error);
      }
    },
    consume: (spec: ConsumerSpec, handle: (delivery: Delivery) => Promise<void>) =>
      consumeNats({ jsm, js, note }, spec, handle),
    request: async (subject, data, { timeout_ms, headers }) => {
      try {
        return (await nc.request(subject, data, { timeout: timeout_ms, headers: toNats(headers) })).data;
      } catch (error) {
        throw unavailable('no answer', error);
      }
    },
    respond: async (subject, queue, handle): Promise<Subscription> => {
      const sub = nc.subscribe(subject, {
        queue,
        callback: (error, msg) => {
          if (error) return note('subscription error', { subject, error: error.message });
          handle(msg.data, msg.subject, fromNats(msg.headers)).then(
            (answer) => msg.respond(answer),
            (thrown) => note('a responder threw', { subject, error: String(thrown) }),
          );
        },
      });
      await nc.flush();
      return { close: () => sub.drain() };
    },
    onReconnect: (callback) => {
      reconnected.add(callback);
    },
    connected: () => up && !nc.isClosed(),
    close: async () => {
      await Promise.race([nc.drain(), new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
      await nc.close();
    },
  };
}

async function watchStatus(
  nc: NatsConnection,
  note: NonNullable<NatsOptions['onNote']>,
  setUp: (up: boolean) => void,
): Promise<void> {
  for await (const status of nc.status()) {
    if (status.type === 'disconnect') {
      setUp(false);
      note('nats connection lost', {});
    } else if (status.type === 'reconnect') {
      setUp(true);
      note('nats connection regained', {});
    } else if (status.type === 'error') note('nats error', { error: status.error.message });
  }
}

async function ensureStream(jsm: JetStreamManager, spec: StreamSpec): Promise<StreamBirth> {
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
    return { name: spec.name, created: (await jsm.streams.add(config)).created };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === 10058) {
      return { name: spec.name, created: (await jsm.streams.update(spec.name, config)).created };
    }
    throw unavailable('the stream could not be made', error);
  }
}

function unavailable(what: string, cause: unknown): Error {
  const internal = `${what}: ${cause instanceof Error ? cause.message : String(cause)}`;
  return fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.', { internal, cause });
}

function toNats(headers: Headers | undefined): MsgHdrs | undefined {
  if (!headers) return undefined;
  const made = natsHeaders();
  for (const [name, value] of Object.entries(headers)) made.set(name, value);
  return made;
}

export function fromNats(headers: MsgHdrs | undefined): Headers {
  const made: Headers = {};
  for (const name of headers?.keys() ?? []) made[name] = headers?.get(name) ?? '';
  return made;
}

export { AckPolicy, DeliverPolicy };
