import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, type Msg, type NatsConnection, nanos } from '@nats-io/transport-node';
import { fault } from '@purser/fault';
import { gateServer, type ServerGate } from './gateServer.ts';
import { consumeNats } from './natsConsumer.ts';
import { openWork } from './openWork.ts';
import type { Respond, StreamBirth, StreamSpec, Subscription, Transport } from './transport.ts';

type Note = (note: string, facts: Record<string, unknown>) => void;

export type NatsOptions = {
  servers: string;
  user: string;
  password: string;
  /** Told of what a reader of the logs should know: lost and regained connections, rebuilt consumers. */
  onNote?: Note;
  publishTimeout_ms?: number;
};

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
  }).catch((error) => note('the connection is not watched', { error: String(error) }));
  const timeout = options.publishTimeout_ms ?? 3000;

  return {
    gate,
    ensureStream: (spec) => ensureStream(jsm, spec),
    streamBirth: (name) => streamBirth(jsm, name),
    publish: async (subject, data, { id }) => {
      try {
        await js.publish(subject, data, { msgID: id, timeout });
      } catch (error) {
        throw unavailable('the stream did not confirm', error);
      }
    },
    consume: (spec, handle) => consumeNats({ jsm, js, note }, spec, handle),
    request: async (subject, data, { timeout_ms }) => {
      try {
        return (await nc.request(subject, data, { timeout: timeout_ms })).data;
      } catch (error) {
        throw unavailable('no answer', error);
      }
    },
    respond: (subject, queue, handle) => respond(nc, note, { subject, queue, handle }),
    onReconnect: (callback) => void reconnected.add(callback),
    connected: () => up && !nc.isClosed(),
    close: () => leave(nc),
  };
}

const leaveMost_ms = 3000;

/** What was said goes out before the connection closes, unless the server is away. */
async function leave(nc: NatsConnection): Promise<void> {
  if (nc.isClosed()) return;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, leaveMost_ms);
  });
  // A connection that is lost cannot be drained; it is closed all the same.
  await Promise.race([nc.drain().catch(() => {}), limit]);
  clearTimeout(timer);
  await nc.close();
}

async function respond(
  nc: NatsConnection,
  note: Note,
  { subject, queue, handle }: { subject: string; queue: string; handle: Respond },
): Promise<Subscription> {
  const open = openWork();
  const answer = async (msg: Msg) => {
    try {
      msg.respond(await handle(msg.data, msg.subject));
    } catch (error) {
      note('a request stays without an answer', { subject, error: String(error) });
    }
  };
  const sub = nc.subscribe(subject, {
    queue,
    callback: (error, msg) => {
      if (error) note('subscription error', { subject, error: error.message });
      else void open.add(answer(msg));
    },
  });
  await nc.flush();
  return {
    close: async () => {
      if (!nc.isClosed()) await sub.drain();
      await open.ended();
    },
  };
}

async function streamBirth(jsm: JetStreamManager, name: string): Promise<StreamBirth | undefined> {
  try {
    return { name, created: (await jsm.streams.info(name)).created };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === 10059) return undefined;
    throw unavailable('the stream cannot be asked', error);
  }
}

async function watchStatus(nc: NatsConnection, note: Note, setUp: (up: boolean) => void): Promise<void> {
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
