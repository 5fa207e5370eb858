import type { EngineKind, EngineName, EngineOptions } from './engineKind.ts';
import { type Home, openHome } from './home.ts';
import { launch, launchAnywhere } from './launch.ts';
import { endProcess, isRunning, killTree } from './processes.ts';
import type { Ending } from './serverProcess.ts';

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
