import { EngineError } from './engineError.ts';
import type { EngineKind, EngineOptions } from './engineKind.ts';
import { type Hold, holdFolder } from './hold.ts';
import type { Home } from './home.ts';
import { choosePorts } from './ports.ts';
import { killTree } from './processes.ts';
import { recallPorts, rememberPorts } from './rememberedPorts.ts';
import { lastWords, openServerLog } from './serverLog.ts';
import { type Ending, type ServerProcess, startServer } from './serverProcess.ts';
import { until } from './until.ts';

/** One life of a server, from its start to its end. */
export interface Run {
  server: ServerProcess;
  ports: readonly number[];
  /** To be set before the server is asked to end; otherwise its end counts as a death. */
  isExpectedToEnd: boolean;
  /** The server has ended and the folder is free for the next. */
  over: Promise<void>;
}

/** A port can be lost between the look and the start; more often than this it is something else. */
const LAUNCHES = 5;

/** Starts a server on the ports of its last start, else on those wished for, else on any that are free. */
export async function launchAnywhere(kind: EngineKind, home: Home, options: EngineOptions): Promise<Run> {
  const wanted = await recallPorts(home.folder, kind.name, kind.wishedPorts);
  for (let launchesLeft = LAUNCHES; ; launchesLeft--) {
    try {
      const run = await launch(kind, home, () => choosePorts(wanted), options);
      const { ports } = run;
      await rememberPorts(home.folder, kind.name, kind.wishedPorts, ports);
      const wish = kind.wishedPorts[0];
      if (wish && wish !== ports[0]) options.log?.(`${kind.name} listens on port ${ports[0]}, not ${wish}`);
      return run;
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'portTaken') || launchesLeft === 1) throw error;
      options.log?.(`${kind.name} lost its port to another program on the way: trying others`);
      wanted.forEach((candidates) => {
        candidates.length = 0;
      });
    }
  }
}

/**
 * Starts a server and waits until it serves.
 * @param choose the ports; asked when the folder is ours, so that a leftover of ours no longer keeps them
 * @throws EngineError `inUse`, `portTaken`, `failed`
 */
export async function launch(
  kind: EngineKind,
  home: Home,
  choose: () => Promise<readonly number[]>,
  options: EngineOptions,
): Promise<Run> {
  const { log = () => {}, startTimeout_ms = 60_000 } = options;
  const hold = await holdFolder(home.folder, { stopSignal: kind.stopSignal, log });
  const { server, ports, logStart } = await orRelease(hold, async () => begin(kind, home, await choose(), hold));
  let ending: Ending | undefined;
  const released = server.ended.then(async (seen) => {
    ending = seen;
    await hold.release();
  });
  const isUp = async () => ending !== undefined || (await kind.isReady(home, ports, server.identity.pid));
  const inTime = await until(isUp, { timeout_ms: startTimeout_ms, every_ms: 15 });
  if (!inTime || ending) {
    await killTree(server.identity);
    await released;
    throw failedStart(kind, inTime ? ending : undefined, await lastWords(home.folder, logStart));
  }
  const run: Run = { server, ports, isExpectedToEnd: false, over: released };
  run.over = released.then(() => tellOfDeath(kind, home, run, logStart, options));
  return run;
}

async function begin(kind: EngineKind, home: Home, ports: readonly number[], hold: Hold) {
  const command = await kind.prepare(home, ports);
  const { file, start } = await openServerLog(home.folder);
  try {
    const { account } = home;
    const server = await startServer(command, { account, logFile: file.fd, stopSignal: kind.stopSignal });
    await hold.serverIs(server.identity);
    return { server, ports, logStart: start };
  } finally {
    await file.close();
  }
}

async function orRelease<T>(hold: Hold, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await hold.release();
    throw error;
  }
}

function failedStart(kind: EngineKind, ending: Ending | undefined, words: string): EngineError {
  const how = ending
    ? `ended (${ending.signal ?? `code ${ending.code}`}) before it was ready`
    : 'was not ready in time';
  const isPort = ending && /address already in use/i.test(words);
  return new EngineError(isPort ? 'portTaken' : 'failed', `${kind.name} ${how}; its last words:\n${words}`);
}

async function tellOfDeath(kind: EngineKind, home: Home, run: Run, logStart: number, options: EngineOptions) {
  if (run.isExpectedToEnd || !options.onDeath) return;
  const words = await lastWords(home.folder, logStart);
  options.onDeath({ engine: kind.name, ...(await run.server.ended), lastWords: words });
}
