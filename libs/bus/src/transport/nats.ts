import { jetstream } from '@nats-io/jetstream';
import { askKeeper } from '../keeper/request.ts';
import type { ServerGate } from './gateServer.ts';
import { type NatsLogin, openNats } from './natsConnection.ts';
import { consumeNats } from './natsConsumer.ts';
import { respondNats } from './natsRespond.ts';
import { streamBirth, streamMade } from './natsStream.ts';
import { watchNats } from './natsWatch.ts';
import type { Transport } from './transport.ts';
import { unavailable } from './unavailable.ts';

export type NatsOptions = NatsLogin & { publishTimeout_ms?: number };

/** How long a service waits for a keeper that starts at the same time. */
const streamWait_ms = 30_000;

/** A service's connection. What it needs of streams and consumers the keeper makes: its own user may not. */
export async function natsTransport(options: NatsOptions): Promise<Transport & { gate: ServerGate }> {
  const line = await openNats(options);
  const { nc, jsm, note } = line;
  const js = jetstream(nc);
  const timeout = options.publishTimeout_ms ?? 3000;
  const make = askKeeper(nc, options.user);

  return {
    gate: line.gate,
    ensureStream: ({ name }, { timeout_ms } = { timeout_ms: streamWait_ms }) => streamMade(jsm, name, timeout_ms),
    streamBirth: (name) => streamBirth(jsm, name),
    publish: async (subject, data, { id }) => {
      try {
        await js.publish(subject, data, { msgID: id, timeout });
      } catch (error) {
        throw unavailable('the stream did not confirm', error);
      }
    },
    consume: (spec, handle) => consumeNats({ jsm, js, note, make }, spec, handle),
    request: async (subject, data, { timeout_ms }) => {
      try {
        return (await nc.request(subject, data, { timeout: timeout_ms })).data;
      } catch (error) {
        throw unavailable('no answer', error);
      }
    },
    respond: (subject, queue, handle) => respondNats(line, { subject, queue, handle }),
    watch: (subject, show) => watchNats(line, subject, show),
    onReconnect: line.onReconnect,
    connected: line.connected,
    close: line.close,
  };
}
