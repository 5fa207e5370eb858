import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { inboxOf } from '../client/subjects.ts';
import { gateServer, type ServerGate } from './gateServer.ts';

export type Note = (note: string, facts: Record<string, unknown>) => void;

/** Where a NATS server is, and as whom one speaks there. */
export type NatsLogin = {
  servers: string;
  user: string;
  password: string;
  /** Told of what a reader of the logs should know: lost and regained connections, rebuilt consumers. */
  onNote?: Note;
};

/** A connection that comes back for ever, until it is closed. */
export type NatsLine = {
  nc: NatsConnection;
  jsm: JetStreamManager;
  gate: ServerGate;
  note: Note;
  /** Called after the connection was lost and regained. */
  onReconnect(callback: () => void): void;
  connected(): boolean;
  /** What was said goes out first, unless the server is away. */
  close(): Promise<void>;
};

/** @throws Error when the server is not there, does not know the user, or is too old. */
export async function openNats({ servers, user, password, onNote }: NatsLogin): Promise<NatsLine> {
  const note = onNote ?? (() => {});
  const nc = await connect({
    servers,
    user,
    pass: password,
    name: user,
    inboxPrefix: inboxOf(user),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
  });
  const gate = gateServer(nc.info?.version ?? '0', nc.info?.jetstream ?? false);
  const jsm = await jetstreamManager(nc, { checkAPI: false });
  const reconnected = new Set<() => void>();
  let up = true;
  void watchStatus(nc, note, (state) => {
    const back = state && !up;
    up = state;
    if (back) for (const callback of reconnected) callback();
  }).catch((error) => note('the connection is not watched', { error: String(error) }));
  return {
    nc,
    jsm,
    gate,
    note,
    onReconnect: (callback) => void reconnected.add(callback),
    connected: () => up && !nc.isClosed(),
    close: () => leave(nc),
  };
}

const leaveMost_ms = 3000;

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
