import type { ServiceDefinition } from './definition.ts';
import { type Listening, listen } from './listen.ts';
import { createLog } from './log.ts';
import { readMetrics } from './metrics.ts';
import { type OpenedService, openConnections, openService, poolSizes } from './openService.ts';
import { readSettings } from './settings.ts';

type Env = Record<string, string | undefined>;
/** A service and the environment it has to itself: each has its own roles, NATS user and keys. */
export type Hosted = { definition: ServiceDefinition; env: Env };

const drainLimit_ms = 20_000;

/** A process with one service, as on Kubernetes. */
export function run(definition: ServiceDefinition, env: Env): Promise<void> {
  return runAll([{ definition, env }], env);
}

/**
 * A process with any number of services on one port. Resolves once it serves; leaves on SIGTERM or SIGINT, or with the program that started it, after work in
 * hand is finished: first no new work, then the bus, then the connections.
 */
export async function runAll(hosted: readonly Hosted[], env: Env): Promise<void> {
  const opened: OpenedService[] = [];
  for (const { definition, env: own } of hosted) {
    const settings = readSettings(own);
    const log = createLog(definition.name, settings.PURSER_LOG_LEVEL);
    const service = openService(definition, settings, await openConnections(definition, settings, log), own);
    await service.start();
    opened.push(service);
    log.info({ connections: poolSizes }, 'started');
  }
  const { PURSER_PORT: port = '0', PURSER_HOST: host = '127.0.0.1' } = env;
  const routes = opened.flatMap((service) => (service.built.routes ? [service.built.routes] : []));
  const server = await listen(
    routes,
    { ready: () => readiness(opened), metrics: () => readMetrics(opened) },
    Number(port),
    host,
  );
  if (process.connected) process.send?.({ ready: true, port: server.port });
  leaveOnSignal(opened, server);
}

async function readiness(opened: readonly OpenedService[]): Promise<Record<string, boolean>> {
  const entries = await Promise.all(
    opened.map(async ({ name, connections }) => {
      const database = await connections.relay.sql`select 1`.then(
        () => true,
        () => false,
      );
      return [name, database && connections.transport.connected()] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function leaveOnSignal(opened: readonly OpenedService[], server: Listening): void {
  let leaving = false;
  const leave = async (signal: string) => {
    if (leaving) return;
    leaving = true;
    const limit = setTimeout(() => process.exit(1), drainLimit_ms);
    limit.unref();
    const closed = server.close();
    await Promise.allSettled(opened.map(({ built }) => built.leaving?.()));
    await closed;
    await Promise.allSettled(opened.map((service) => service.drain()));
    for (const { connections } of opened) connections.log.info({ signal }, 'stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void leave('SIGTERM'));
  process.on('SIGINT', () => void leave('SIGINT'));
  // Who is started as a child is somebody's: nobody ends it when they are gone.
  process.once('disconnect', () => void leave('disconnect'));
  if (process.send && !process.connected) void leave('disconnect');
}
