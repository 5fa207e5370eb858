import type { Bus } from '@purser/bus';
import { contracts } from '@purser/contracts';
import { connect } from '@purser/db';
import { postgresFiles } from '@purser/files';
import type { Command } from '@purser/message';
import type { BuiltService, ServiceDefinition, ServiceParts } from '@purser/service';
import { gatewayApp } from './api/app.ts';
import { heartbeat_ms } from './api/routes/dashboard.ts';
import { readGatewayConfig } from './config.ts';
import type { Gateway } from './gateway.ts';
import { openApiKeys } from './identity/apiKeys.ts';
import { openLimits } from './identity/limits.ts';
import { openPace } from './identity/pace.ts';
import { openPasswords } from './identity/password.ts';
import { openPeople } from './identity/people.ts';
import { openSessions } from './identity/sessions.ts';
import { openNames } from './joins/names.ts';
import { openHub } from './live/hub.ts';
import { apiKeyStore } from './store/apiKeys.ts';
import { counterStore } from './store/counters.ts';
import { requestKeyStore } from './store/requestKeys.ts';
import { sessionStore } from './store/sessions.ts';

export type GatewayOptions = {
  /** Holds every answer to its documented schema. */
  checkAnswers: boolean;
  /** Where the built pages are. */
  dist: URL;
  /** How often an open stream is looked at. */
  heartbeat_ms: number;
};

const usual: GatewayOptions = { checkAnswers: false, dist: new URL('../web/dist/', import.meta.url), heartbeat_ms };

/** Whatever people do, and what we ask for in their name: where nobody answers it is left in our outbox. */
const sends: readonly Command[] = contracts.commands.filter(
  ({ callers: { staff, customer, public: anybody, services } }) =>
    staff !== undefined || customer !== undefined || anybody === true || services?.includes('gateway'),
);

/** The one door to the outside: pages and API for staff, customers and programs. It speaks for people on the bus and knows no business. */
export const gateway: ServiceDefinition = gatewayWith({});

/** The gateway as tests open it. */
export function gatewayWith(options: Partial<GatewayOptions>): ServiceDefinition {
  return {
    name: 'gateway',
    migrations: new URL('../migrations/', import.meta.url),
    build: (parts) => build(parts, { ...usual, ...options }),
  };
}

function build(parts: ServiceParts, options: GatewayOptions): BuiltService {
  const config = readGatewayConfig(parts.env);
  const { clock, log, client, runtime, relay } = parts;
  const key = config.sessionKey;
  const filesConnection = connect({ url: config.filesUrl, max: 2, name: 'gateway files' });
  let bus: Bus | undefined;
  const sessions = openSessions({ store: sessionStore(runtime), clock, key });
  const people = openPeople({ client, clock });
  const apiKeys = openApiKeys({ store: apiKeyStore(runtime), clock, key, issuer: config.publicUrl.origin });
  const limits = openLimits({ store: counterStore(runtime), clock, key });
  const requestKeys = requestKeyStore(runtime, relay);
  const live = openHub(log);
  const g: Gateway = {
    config,
    sessionKey: key,
    clock,
    log,
    client,
    bus: () => {
      if (!bus) throw new Error('the gateway was asked before it was started');
      return bus;
    },
    files: postgresFiles({ connection: filesConnection, now: () => clock.business() }),
    sessions,
    people,
    apiKeys,
    passwords: openPasswords(),
    limits,
    pace: openPace({ clock, most: config.requestsPerMinute }),
    requestKeys,
    names: openNames({ client, clock, log, people, apiKeys }),
    live,
    heartbeat_ms: options.heartbeat_ms,
  };
  const pruning = pruner(g);
  return {
    handlers: [],
    sends,
    routes: gatewayApp(g, options.dist, options),
    background: {
      start: (started) => {
        bus = started;
        live.start(started);
        pruning.start();
      },
      stop: async () => {
        pruning.stop();
        await live.stop();
      },
    },
    leaving: () => live.stop(),
    close: () => filesConnection.close(),
  };
}

const pruneEvery_ms = 3_600_000;
const requestKeysKeep_ms = 30 * 24 * 3_600_000;

/** Deletes what is over: sessions, counts, and keys after thirty days. */
function pruner({ sessions, limits, requestKeys, clock, log }: Gateway) {
  let timer: NodeJS.Timeout | undefined;
  const prune = async () => {
    await sessions.prune();
    await limits.prune();
    await requestKeys.prune(new Date(clock.machine().getTime() - requestKeysKeep_ms));
  };
  const run = () => void prune().catch((error) => log.warn({ error: String(error) }, 'pruning failed'));
  return {
    start: () => {
      timer = setInterval(run, pruneEvery_ms);
    },
    stop: () => clearInterval(timer),
  };
}
