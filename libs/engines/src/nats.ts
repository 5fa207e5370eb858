import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Engine, portAt, startEngine } from './engine.ts';
import type { EngineKind, EngineOptions } from './engineKind.ts';
import { writePrivate } from './files.ts';
import { findBinary } from './findBinary.ts';
import type { Home } from './home.ts';
import { ask } from './loopback.ts';
import { type Wipeable, wipeData } from './wipe.ts';

export interface NatsOptions extends EngineOptions {
  /** What the configuration file is to say besides addresses and storage: the `authorization` or `accounts` block. */
  config: string;
  /** The monitoring port to try first; without it some free one. */
  monitorPort?: number;
  /** The largest message, in bytes. Default 4 MiB. */
  maxPayload_bytes?: number;
}

export interface NatsEngine extends Engine, Wipeable {
  /** `nats://127.0.0.1:<port>`, without credentials: those are in `config`. */
  readonly url: string;
  /** `http://127.0.0.1:<port>`: /healthz, /varz, /jsz; answers anyone on this machine. */
  readonly monitorUrl: string;
}

const CONFIG = 'nats.conf';

/**
 * Starts nats-server with JetStream on 127.0.0.1; the streams are files in `dir`.
 * @throws EngineError
 */
export async function startNats(options: NatsOptions): Promise<NatsEngine> {
  const { engine, started } = await startEngine(natsKind(options), options);
  const own = {
    url: `nats://127.0.0.1:${engine.port}`,
    monitorUrl: `http://127.0.0.1:${portAt(started.ports, 1)}`,
    wipe: () => wipeData(started.home),
  };
  return Object.assign(engine, own);
}

function natsKind(options: NatsOptions): EngineKind {
  return {
    name: 'nats',
    stopSignal: 'SIGTERM',
    wishedPorts: [options.port, options.monitorPort],
    async prepare(home, ports) {
      const binary = await findBinary('nats-server', { log: options.log });
      const config = join(home.folder, CONFIG);
      await writePrivate(config, natsConfig(home, ports, options), home.account);
      return { file: binary.path, libraries: binary.libraries, args: ['--config', config] };
    },
    async isReady(home, ports) {
      const greeting = await ask(portAt(ports, 0), { say: '', isWhole: (heard) => heard.includes('\r\n') });
      return !!greeting?.includes(`"server_name":"${serverName(home)}"`) && (await isHealthy(portAt(ports, 1)));
    },
  };
}

function natsConfig(home: Home, ports: readonly number[], options: NatsOptions): string {
  return [
    `server_name: ${serverName(home)}`,
    `listen: "127.0.0.1:${portAt(ports, 0)}"`,
    `http: "127.0.0.1:${portAt(ports, 1)}"`,
    `max_payload: ${options.maxPayload_bytes ?? 4 * 1024 * 1024}`,
    `jetstream { store_dir: ${JSON.stringify(home.data)} }`,
    options.config,
    '',
  ].join('\n');
}

/** Told in the server's first words, so that a stranger's server on our port is not taken for ours. */
function serverName(home: Home): string {
  return `purser-${createHash('sha256').update(home.folder).digest('hex').slice(0, 12)}`;
}

/** JetStream has read its streams back. */
async function isHealthy(monitorPort: number): Promise<boolean> {
  const answer = await ask(monitorPort, {
    say: 'GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n',
    isWhole: (heard) => heard.includes('\r\n'),
  });
  return /^HTTP\/1\.\d 200 /.test(answer ?? '');
}
