import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './engineError.ts';

const FILE = 'server.log';
/** Above this a start sets the log aside, over the one set aside before. */
const LARGE_BYTES = 10_000_000;
const TAIL_BYTES = 4_000;

/**
 * What a server prints, in a file: a pipe to us would break a server that outlives us. `start` is the file's size at
 * opening, so that a later reader can tell this run's words from those of the run before.
 */
export async function openServerLog(folder: string): Promise<{ file: FileHandle; start: number }> {
  const path = join(folder, FILE);
  if ((await sizeOf(path)) > LARGE_BYTES) await rename(path, `${path}.old`);
  const file = await open(path, 'a', 0o600);
  return { file, start: (await file.stat()).size };
}

/** The last words of a run, at most about 4 kB. */
export async function lastWords(folder: string, start: number): Promise<string> {
  const file = await open(join(folder, FILE), 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(start, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from);
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
