import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { startNats } from '@purser/engines';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { randomToken } from '@purser/vault';
import { keep, keeperUser } from '../keeper/keeper.ts';
import { makeStream } from '../keeper/make.ts';
import type { PlannedConsumer } from '../keeper/plan.ts';
import { natsAuthorization } from '../permissions.ts';
import { memoryBroker } from './memory.ts';
import { natsTransport } from './nats.ts';
import type { Consume, ConsumerSpec, Transport } from './transport.ts';

/** A message system under test. */
export type System = {
  connect(): Promise<Transport>;
  /** The store is lost and the system is back. */
  wipe(): Promise<void>;
  /** Messages that a stream still holds. */
  left(stream: string): Promise<number>;
  stop(): Promise<void>;
};

async function memorySystem(): Promise<System> {
  const broker = memoryBroker();
  return {
    connect: async () => broker.transport(),
    wipe: async () => broker.wipe(),
    left: async (stream) => {
      let seen = 0;
      const count: Consume = async () => {
        seen += 1;
      };
      await (await broker.transport().consume(reader(stream, { name: newId() }), count)).close();
      return seen;
    },
    stop: async () => {},
  };
}

async function natsSystem(): Promise<System> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-nats-'));
  const password = randomToken();
  const everything = { password, permissions: { publish: ['>'], subscribe: ['>'] } };
  const engine = await startNats({ dir, config: natsAuthorization({ tester: everything, [keeperUser]: everything }) });
  const forEver = { maxReconnectAttempts: -1, reconnectTimeWait: 100 };
  const own = await connect({ servers: engine.url, user: 'tester', pass: password, ...forEver });
  const jsm = await jetstreamManager(own);
  const open: Transport[] = [];
  // A keeper whose plan grows with what the tests want.
  const consumers: PlannedConsumer[] = [];
  const keeper = await keep({ servers: engine.url, password }, { streams: [], consumersOf: () => consumers });
  return {
    connect: async () => {
      const transport = await natsTransport({ servers: engine.url, user: 'tester', password });
      open.push(transport);
      return {
        ...transport,
        ensureStream: async (spec) => {
          await makeStream(jsm, spec);
          return transport.ensureStream(spec);
        },
        consume: (spec, handle) => {
          const { stream, name, filter } = spec;
          consumers.push({ stream, name, filter });
          return transport.consume(spec, handle);
        },
      };
    },
    wipe: async () => {
      const back = open
        .filter((transport) => transport.connected())
        .map((transport) => new Promise<void>((resolve) => transport.onReconnect(resolve)));
      await engine.kill();
      await engine.wipe();
      await engine.restart();
      await Promise.all(back);
      const isBack = () => jsm.getAccountInfo().then(Boolean, () => false);
      await until('our own connection is back', isBack);
    },
    left: async (stream) => (await jsm.streams.info(stream)).state.messages,
    stop: async () => {
      await Promise.all(open.map((transport) => transport.close()));
      await Promise.all([keeper.close(), own.close()]);
      await engine.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export const reader = (stream: string, more: Partial<ConsumerSpec> = {}): ConsumerSpec => ({
  stream,
  name: 'reader',
  filter: `${stream}.>`,
  inFlight: 20,
  ackWait_ms: 30_000,
  ...more,
});
export const bytes = (text: string) => new TextEncoder().encode(text);
export const text = (data: Uint8Array) => new TextDecoder().decode(data);

/** Keeps what it is given, and acknowledges it. */
export function taking() {
  const got: string[] = [];
  const take: Consume = async ({ data, ack }) => {
    got.push(text(data));
    ack();
  };
  return { got, take };
}

/** Every transport is held to the same suite. */
export const systems: [string, () => Promise<System>][] = [
  ['memory', memorySystem],
  ['nats', natsSystem],
];
