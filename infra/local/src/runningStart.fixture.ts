import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeEngine } from '@purser/engines';
import { until } from '@purser/testing';
import { runningStack, type Status } from './stack/claim.ts';
import { openFolder } from './stack/folder.ts';

const entry = fileURLToPath(new URL('main.ts', import.meta.url));

/** For tests: `scripts/start` as a process of its own. */
export type Started = {
  process: ChildProcess;
  printed(): string;
  /** The status once the stack is up and told where to look. */
  up(): Promise<Status>;
  /** The code it ended with. */
  ended: Promise<number | string>;
};

/**
 * @param dir PURSER_DIR; none when empty
 * @param as another user, and a Node that he can run
 */
export function startIn(
  dir: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  as: { uid?: number; gid?: number; node?: string } = {},
): Started {
  const { node = process.execPath, ...account } = as;
  const child = spawn(node, [entry, ...args], {
    ...account,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...(dir && { PURSER_DIR: dir }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code ?? 'unknown')),
  );
  let over = false;
  void ended.then(() => (over = true));
  return {
    process: child,
    printed: () => printed,
    ended,
    up: async () => {
      await until('it is up, or has ended', () => over || printed.includes('ctrl-C ends it all'), 180_000);
      const status = await runningStack(await openFolder(dir));
      if (status?.state !== 'running') throw new Error(`it is not up; it printed:\n${printed}`);
      return status;
    },
  };
}

export async function newDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'purser-start-'));
}

export async function removeDir(dir: string): Promise<void> {
  for (const name of ['postgres', 'nats', 'redis']) await removeEngine(join(dir, name));
  await rm(dir, { recursive: true, force: true });
}

/** Every process whose command line or environment names the folder: the stack's, and nobody else's. */
export async function processesOf(dir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const texts = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      return pid !== process.pid && texts.some((text) => text.includes(dir));
    }),
  );
  return pids.filter((_pid, i) => marked[i]);
}
