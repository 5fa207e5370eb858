import { type Home, openHome } from './home.ts';
import { launch, launchAnywhere } from './launch.ts';
import { endProcess, isRunning, killTree } from './processes.ts';
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

/** A running server: a child process, listening on the loopback alone. */
export interface Engine {
  readonly name: EngineName;
  readonly host: '127.0.0.1';
  /** Stays the same over restarts. */
  readonly port: number;
  /** Of the present run, or of the last. */
  readonly pid: number;
  readonly isRunning: boolean;
  /** How the present run ends, or the last one did. */
  readonly exited: Promise<Ending>;
  /** Ends the server in good order, after `stopTimeout_ms` by SIGKILL. Does nothing when it is down. */
  stop(): Promise<void>;
  /** SIGKILLs the server and all its children, as a crash would, and waits until they are gone. */
  kill(): Promise<void>;
  /** Stops the server if it runs and starts it again on the same port. */
  restart(): Promise<void>;
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

export interface Started {
  home: Home;
  ports: readonly number[];
}

/** Starts an engine of a kind and gives it the handles every engine has. */
export async function startEngine(
  kind: EngineKind,
  options: EngineOptions,
): Promise<{ engine: Engine; started: Started }> {
  const { stopTimeout_ms = 15_000 } = options;
  const home = await openHome(options.dir, options.log ?? (() => {}));
  let run = await launchAnywhere(kind, home, options);
  const { ports } = run;
  const engine: Engine = {
    name: kind.name,
    host: '127.0.0.1',
    port: portAt(ports, 0),
    get pid() {
      return run.server.identity.pid;
    },
    get isRunning() {
      return isRunning(run.server.identity);
    },
    get exited() {
      return run.server.ended;
    },
    async stop() {
      run.isExpectedToEnd = true;
      await endProcess(run.server.identity, kind.stopSignal, stopTimeout_ms);
      await run.over;
    },
    async kill() {
      run.isExpectedToEnd = true;
      await killTree(run.server.identity);
      await run.over;
    },
    async restart() {
      await engine.stop();
      run = await launch(kind, home, async () => ports, options);
    },
  };
  return { engine, started: { home, ports } };
}

export function portAt(ports: readonly number[], index: number): number {
  const port = ports[index];
  if (port === undefined) throw new Error(`no port number ${index} was chosen`);
  return port;
}
