import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { lastLines, openChildLog } from './childLog.ts';
import { keepUp } from './keepUp.ts';

export type ChildSpec = {
  name: string;
  /** The file Node runs. It sends `{ ready: true }` once it serves. */
  entry: string;
  env: Record<string, string | undefined>;
  log: string;
  startTimeout_ms?: number;
  /** How long it may take to finish what it has in hand. */
  stopTimeout_ms?: number;
};

export type Child = {
  /**
   * Starts it, and starts it again whenever it ends unasked.
   * @throws Error with the last lines of its log when it ends before it is ready this first time
   */
  start(): Promise<void>;
  /** Of the present run, or of the last. */
  readonly pid: number | undefined;
  readonly isRunning: boolean;
  /** Ends it in good order, and after its time by SIGKILL. */
  stop(): Promise<void>;
  /** Ends it at once. It is not started again. */
  kill(): Promise<void>;
};

/** A Node process of ours that is kept running. What happens to it is told a line at a time. */
export function createChild(spec: ChildSpec, tell: (line: string) => void): Child {
  let current: ChildProcess | undefined;
  const isRunning = () => current !== undefined && current.exitCode === null && current.signalCode === null;

  const launch = async () => {
    const { process, wordsFrom } = await begin(spec);
    current = process;
    if (await isReady(process, spec.startTimeout_ms ?? 60_000)) {
      process.once('exit', (code, signal) => kept.fell(signal ?? `code ${code}`));
      return;
    }
    await endNow(process);
    const how = process.signalCode ?? `code ${process.exitCode}`;
    throw new Error(`${spec.name} ended (${how}) before it was ready:\n${await lastLines(spec.log, wordsFrom)}`);
  };
  const kept = keepUp(spec.name, launch, tell);

  const endBy = async (end: (process: ChildProcess) => Promise<void>) => {
    const over = kept.end();
    if (current) await end(current);
    await over;
    // One that was being started when the end was asked for.
    if (current) await end(current);
  };
  return {
    start: launch,
    get pid() {
      return current?.pid;
    },
    get isRunning() {
      return isRunning();
    },
    stop: () => endBy((process) => endGently(process, spec.stopTimeout_ms ?? 25_000)),
    kill: () => endBy(endNow),
  };
}

/** In a session of its own: ctrl-C in the terminal is for us, who end it in its turn. */
async function begin(spec: ChildSpec): Promise<{ process: ChildProcess; wordsFrom: number }> {
  const { file, start } = await openChildLog(spec.log);
  try {
    const process = fork(spec.entry, [], {
      env: spec.env,
      execArgv: [],
      detached: true,
      stdio: ['ignore', file.fd, file.fd, 'ipc'],
    });
    return { process, wordsFrom: start };
  } finally {
    await file.close();
  }
}

function isReady(process: ChildProcess, timeout_ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), timeout_ms);
    const onMessage = (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'ready' in message) done(true);
    };
    const onEnd = () => done(false);
    const done = (ready: boolean) => {
      clearTimeout(timer);
      process.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
      resolve(ready);
    };
    process.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
  });
}

async function endGently(process: ChildProcess, timeout_ms: number): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = once(process, 'exit');
  process.kill('SIGTERM');
  const late = setTimeout(() => process.kill('SIGKILL'), timeout_ms);
  await gone;
  clearTimeout(late);
}

async function endNow(process: ChildProcess): Promise<void> {
  if (process.pid === undefined || process.exitCode !== null || process.signalCode !== null) return;
  const gone = once(process, 'exit');
  process.kill('SIGKILL');
  await gone;
}
