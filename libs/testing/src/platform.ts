import { createHash, createSecretKey } from 'node:crypto';
import {
  type Client,
  createClient,
  fastTuning,
  type Log,
  memoryBroker,
  silentLog,
  type Transport,
  type Tuning,
} from '@purser/bus';
import { type MovableClock, movableClock } from '@purser/clock';
import { connect } from '@purser/db';
import { memoryAlarmClock } from '@purser/jobs';
import { type OpenedService, openService, type ServiceDefinition } from '@purser/service';
import { masterKey, wireKeys } from '@purser/vault';
import { freshDatabase, type TestDatabase } from './database.ts';

export type TestPlatform = {
  database: TestDatabase;
  clock: MovableClock;
  /** Speaks as the gateway: for people, or for itself. */
  client: Client;
  /** Speaks under the name of that service, as whom it likes. */
  speakAs(service: string): Promise<Client>;
  service(name: string): OpenedService;
  broker: ReturnType<typeof memoryBroker>;
  /** Resolves when every message sent was received and dealt with, and what followed from it too. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  services: readonly ServiceDefinition[];
  tuning?: Partial<Tuning>;
  env?: Record<string, string>;
  /** In place of the memory broker, such as a NATS server's. */
  connect?: (service: string) => Promise<Transport>;
  database?: TestDatabase;
  /** What services say goes nowhere unless somebody keeps it. */
  log?: (service: string) => Log;
};

/** A busy machine is waited for: only what is broken takes so long to answer. */
const unhurried = { reply_ms: 20_000 } satisfies Partial<Tuning>;

const testKey = (purpose: string) => createSecretKey(createHash('sha256').update(`test ${purpose}`).digest()).export();

/** Services as they run in production, on a database of their own and, unless told otherwise, a bus in memory. */
export async function testPlatform(options: Options): Promise<TestPlatform> {
  const database = options.database ?? (await freshDatabase());
  const clock = movableClock('test');
  const broker = memoryBroker();
  const tuning: Tuning = { ...fastTuning, ...unhurried, ...options.tuning };
  const transportOf = options.connect ?? (async () => broker.transport());
  const wire = [masterKey('w1', testKey('wire'))];
  // A database that a test brought may have no place for files.
  const files = options.database ? {} : { PURSER_FILES_URL: database.url('files', 'runtime') };
  const env = { ...files, ...options.env };
  const opened: OpenedService[] = [];
  for (const definition of options.services) {
    const connections = {
      runtime: connect({ url: database.url(definition.name, 'runtime'), max: 4, name: definition.name }),
      relay: connect({ url: database.url(definition.name, 'relay'), max: 2, name: `${definition.name} relay` }),
      transport: await transportOf(definition.name),
      alarms: memoryAlarmClock(),
      clock,
      log: options.log?.(definition.name) ?? silentLog,
      tuning,
    };
    const keys = { PURSER_MASTER_KEYS: [masterKey('m1', testKey(definition.name))], PURSER_WIRE_KEYS: wire };
    const service = openService(definition, keys, connections, env);
    await service.start();
    opened.push(service);
  }
  const speakAs = async (service: string) =>
    createClient({
      service,
      transport: await transportOf(service),
      wire: wireKeys(wire),
      clock,
      reply_ms: tuning.reply_ms,
    });
  const client = await speakAs('gateway');
  return {
    database,
    clock,
    client,
    speakAs,
    broker,
    service: (name) => {
      const found = opened.find((service) => service.name === name);
      if (!found) throw new Error(`${name} is not part of this platform`);
      return found;
    },
    quiet: async () => {
      for (let calm = 0; calm < 2; calm++) {
        await Promise.all(opened.map((service) => service.bus.idle()));
        await broker.quiet();
      }
    },
    stop: async () => {
      await Promise.all(opened.map((service) => service.drain()));
      if (!options.database) await database.drop();
    },
  };
}
