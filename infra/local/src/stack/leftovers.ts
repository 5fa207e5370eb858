import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Folder } from './folder.ts';
import { isCode } from './privateFile.ts';

/** Children of a stack that was killed leave by themselves within five seconds. */
const patience_ms = 7_000;

/**
 * Waits for the children that a killed stack left in this folder, and kills those that do not leave: a service must not
 * run twice, and they hold the ports. Where there is no /proc, nothing is known of them.
 */
export async function endLeftovers(folder: Folder, tell: (line: string) => void): Promise<void> {
  const deadline_ms = performance.now() + patience_ms;
  let found = await leftovers(folder);
  if (found.length > 0) tell(`waiting for ${found.length} process(es) that an earlier start left behind`);
  while (found.length > 0 && performance.now() < deadline_ms) {
    await pause(50);
    found = await leftovers(folder);
  }
  for (const pid of found) {
    tell(`killing process ${pid}, which does not leave`);
    process.kill(pid, 'SIGKILL');
  }
}

/** Processes that were told what to run by a file of this folder. */
async function leftovers(folder: Folder): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const mark = `PURSER_STACK_FILE=${folder.children}/`;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const marked = await Promise.all(
    pids.map(async (pid) => (await environmentOf(pid)).some((entry) => entry.startsWith(mark))),
  );
  return pids.filter((_pid, i) => marked[i]);
}

/** Empty for other people's processes and those that are gone. */
async function environmentOf(pid: number): Promise<string[]> {
  try {
    return (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].some((code) => isCode(error, code))) return [];
    throw error;
  }
}
