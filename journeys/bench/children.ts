import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A Node program of ours in a process of its own. */
export type Program = {
  port: number;
  stop(): Promise<void>;
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Lets go of it, as a starter does that dies. Resolves with its exit code when it is gone. */
  letGo(): Promise<number | null>;
};

/** Starts a program and waits until it says `{ ready: true, port }`. What it prints goes into `<folder>/<name>.log`. */
export async function startProgram(
  entry: URL,
  { name, folder, env }: { name: string; folder: string; env: Record<string, string> },
): Promise<Program> {
  const { PATH, HOME, NODE_OPTIONS } = process.env;
  const log = join(folder, `${name}.log`);
  const child = fork(entry, {
    env: { PATH, HOME, NODE_ENV: 'production', ...(NODE_OPTIONS ? { NODE_OPTIONS } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const sink = createWriteStream(log);
  child.stdout?.pipe(sink);
  child.stderr?.pipe(sink);
  const port = await ready(child, async () => `${name} did not start:\n${(await readFile(log, 'utf8')).slice(-2000)}`);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const letGo = async (): Promise<number | null> => {
    const gone = once(child, 'exit');
    child.disconnect();
    const [code] = await gone;
    return code;
  };
  return { port, letGo, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function ready(child: ChildProcess, otherwise: () => Promise<string>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('close', () => otherwise().then((words) => reject(new Error(words)), reject));
    child.once('message', (message: { port?: number }) => resolve(message.port ?? 0));
  });
}

/** Runs a program to its end. @returns what it printed. @throws Error when it fails */
export async function runToEnd(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const heard: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => heard.push(text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${heard.join('').trim()}`);
  return heard.join('');
}
