import {
  type Bus,
  createBus,
  type Log,
  type NatsOptions,
  natsTransport,
  type Transport,
  type Tuning,
} from '@purser/bus';
import { type Clock, type MovableClock, movableClock, systemClock } from '@purser/clock';
import { plumbingOf } from '@purser/contracts';
import { type Connection, connect, postgresKeyStore } from '@purser/db';
import { type AlarmClock, redisAlarmClock } from '@purser/jobs';
import { openVault, wireKeys } from '@purser/vault';
import type { BuiltService, ServiceDefinition } from './definition.ts';
import { plumbingHandlers } from './plumbing.ts';
import type { ServiceSettings } from './settings.ts';

/** What a service's process opened for it. Tests bring their own, to use memory in place of NATS and Redis. */
export type ServiceConnections = {
  runtime: Connection;
  relay: Connection;
  transport: Transport;
  alarms: AlarmClock;
  clock: Clock;
  log: Log;
  tuning: Tuning;
};

export type OpenedService = {
  name: string;
  bus: Bus;
  built: BuiltService;
  connections: ServiceConnections;
  start(): Promise<void>;
  /** Work in hand is finished, connections are closed. */
  drain(): Promise<void>;
};

/** Connections for transactions, and at most as many again for statements outside of them, of each of a service's roles. */
export const poolSizes = { runtime: 6, relay: 3 };

/** The most connections one service's process opens; their sum must stay within what PostgreSQL allows. */
export const connectionsMost: number = 2 * (poolSizes.runtime + poolSizes.relay);

export async function openConnections(
  definition: ServiceDefinition,
  settings: ServiceSettings,
  log: Log,
): Promise<ServiceConnections> {
  const options: NatsOptions = {
    servers: settings.PURSER_NATS_URL,
    user: settings.PURSER_NATS_USER,
    password: settings.PURSER_NATS_PASSWORD.reveal(),
    onNote: (note, facts) => log.warn(facts, note),
  };
  const transport = await natsTransport(options);
  log.info({ nats: transport.gate.version, without: transport.gate.missing }, 'connected to nats');
  return {
    transport,
    runtime: connect({ url: settings.PURSER_DATABASE_URL.reveal(), max: poolSizes.runtime, name: definition.name }),
    relay: connect({
      url: settings.PURSER_RELAY_DATABASE_URL.reveal(),
      max: poolSizes.relay,
      name: `${definition.name} relay`,
    }),
    alarms: redisAlarmClock({
      url: settings.PURSER_REDIS_URL.reveal(),
      prefix: settings.PURSER_REDIS_PREFIX,
      service: definition.name,
      onFault: (problem) => log.warn({ problem }, 'redis is away; the sweeper takes over'),
    }),
    clock: processClock(settings.PURSER_MODE),
    log,
    tuning: settings.tuning,
  };
}

let shared: MovableClock | undefined;

/** One clock per process; movable in the sandbox only. */
function processClock(mode: 'sandbox' | 'live'): Clock {
  if (mode === 'live') return systemClock;
  shared ??= movableClock(mode);
  return shared;
}

type Keys = Pick<ServiceSettings, 'PURSER_MASTER_KEYS' | 'PURSER_WIRE_KEYS'>;

/** Puts a service together on its connections. Nothing runs before `start`. */
export function openService(
  definition: ServiceDefinition,
  keys: Keys,
  connections: ServiceConnections,
  env: Record<string, string | undefined>,
): OpenedService {
  const { runtime, relay, clock, log, transport, alarms, tuning } = connections;
  const vault = openVault({
    masters: keys.PURSER_MASTER_KEYS,
    store: postgresKeyStore(relay.sql),
    now_ms: () => clock.machine().getTime(),
  });
  const wire = wireKeys(keys.PURSER_WIRE_KEYS);
  // The client a service is built with is the bus's own; handlers are known before it is.
  let bus: Bus | undefined;
  const client: Bus['client'] = {
    send: (...args) => opened().client.send(...args),
    command: (...args) => opened().client.command(...args),
    query: (...args) => opened().client.query(...args),
  };
  const opened = () => {
    if (!bus) throw new Error(`${definition.name} spoke before it was put together`);
    return bus;
  };
  const built = definition.build({ runtime, relay, vault, clock, log, client, env });
  bus = createBus({
    service: definition.name,
    transport,
    runtime,
    relay,
    vault,
    wire,
    clock,
    alarms,
    log,
    tuning,
    handlers: [...built.handlers, ...plumbingHandlers(definition.name)],
    sends: built.sends,
    alarmRaised: plumbingOf(definition.name).alarmRaised,
  });
  const ready = bus;
  return {
    name: definition.name,
    bus: ready,
    built,
    connections,
    start: async () => {
      await ready.start();
      built.background?.start(ready);
    },
    drain: async () => {
      await built.background?.stop();
      await ready.drain();
      await built.close?.();
      await transport.close();
      await Promise.all([runtime.close(), relay.close()]);
    },
  };
}
