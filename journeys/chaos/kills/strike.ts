import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, killTree } from '@purser/engines';
import type { Stack } from '@purser/local';
import { until } from '@purser/testing';
import { type Blow, processOf, type Victim } from '../plan/kills.ts';

export type Killed = { victim: Victim; at_ms: number };

/** How long a victim may take to be up again, so that it can be killed. */
const upAgain_ms = 60_000;

/** Kills what the blow names, all at once. @returns what was killed, and how long after `from_ms` */
export async function strike(stack: Stack, blow: Blow, from_ms: number): Promise<Killed[]> {
  await pause(blow.delay_ms);
  const pids = await Promise.all(
    blow.victims.map((victim) =>
      until(`${victim} is up`, () => stack.status().processes[processOf(victim)], upAgain_ms),
    ),
  );
  return Promise.all(
    blow.victims.map(async (victim, i) => {
      await kill(stack, victim, pids[i] ?? 0);
      return { victim, at_ms: Math.round(performance.now() - from_ms) };
    }),
  );
}

async function kill({ folder }: Stack, victim: Victim, pid: number): Promise<void> {
  const known = identify(pid);
  // It fell by itself just now, as its database was away; that will do.
  if (!known) return;
  if (victim === 'NATS, store wiped') await wipe(folder.nats, pid);
  if (victim === 'Redis, emptied') await wipe(folder.redis, pid);
  await killTree(known);
}

/** A lost disk. The server is frozen first, so that it can write nothing after the last file is gone. */
async function wipe(dir: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  // Under root the data may lie elsewhere, and `dir` holds a link to it.
  const data = await readdir(join(dir, 'elsewhere')).then(
    () => join(dir, 'elsewhere', 'data'),
    () => join(dir, 'data'),
  );
  for (const name of await readdir(data)) await rm(join(data, name), { recursive: true });
}
