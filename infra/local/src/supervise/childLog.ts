import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { isCode } from '../stack/privateFile.ts';

/** Above this a start sets the log aside, over the one set aside before. */
const large_bytes = 10_000_000;
const tail_bytes = 6_000;

/** A child's log, open for it to write to. `start` is where this run's words begin. */
export async function openChildLog(path: string): Promise<{ file: FileHandle; start: number }> {
  if ((await sizeOf(path)) > large_bytes) await rename(path, `${path}.old`);
  const file = await open(path, 'a', 0o600);
  return { file, start: (await file.stat()).size };
}

/** The last lines that a run wrote. */
export async function lastLines(path: string, start: number, lines = 15): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(start, size - tail_bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(tail_bytes), 0, tail_bytes, from);
    return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-lines).join('\n');
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
