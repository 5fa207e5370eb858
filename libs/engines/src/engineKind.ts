import type { Home } from './home.ts';
import type { Ending, ServerCommand } from './serverProcess.ts';

export type EngineName = 'postgres' | 'nats' | 'redis';

/** An end that nobody asked this library for. */
export interface Death extends Ending {
  engine: EngineName;
  /** The last the server printed. */
  lastWords: string;
}

export interface EngineOptions {
  /** The engine's own folder; made if missing. Holds data, configuration and `server.log`. */
  dir: string;
  /** The port to try first, on 127.0.0.1. Without it (or with 0) some free one; either way a folder keeps its port. */
  port?: number;
  /** What this library does and a person may want to know, a line each; never secrets. */
  log?: (line: string) => void;
  /** The server ended by itself or by a stranger's hand: called once per such end. `restart()` may follow. */
  onDeath?: (death: Death) => void;
  /** How long a start may take, recovery after a crash included. Default 60 s. */
  startTimeout_ms?: number;
  /** How long a graceful stop may take before SIGKILL. Default 15 s. */
  stopTimeout_ms?: number;
}

/** What differs between the engines. */
export interface EngineKind {
  name: EngineName;
  stopSignal: NodeJS.Signals;
  /** One wish per port the server listens on; the first is the engine's port. */
  wishedPorts: readonly (number | undefined)[];
  /** Before each run: makes the data, removes what a crash left, writes the configuration. */
  prepare(home: Home, ports: readonly number[]): Promise<ServerCommand>;
  /** Must be able to tell this server from a stranger on the same port. */
  isReady(home: Home, ports: readonly number[], pid: number): Promise<boolean>;
}
