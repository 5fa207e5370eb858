/** The files of the repository, without what is installed, built or kept by git. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { testCode } from './levels.ts';

const notOurs = new Set(['node_modules', '.git', '.purser', 'dist', '.DS_Store']);

/** Paths relative to `root`, with forward slashes, sorted. `folders` that do not exist hold nothing. */
export async function sourceFiles(root: string, folders: readonly string[] = ['.']): Promise<string[]> {
  const found: string[] = [];
  async function walk(folder: string): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (notOurs.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) found.push(relative(root, path).replaceAll('\\', '/'));
    }
  }
  for (const folder of folders) if (existsSync(join(root, folder))) await walk(join(root, folder));
  return found.sort();
}

export const isTest = (file: string): boolean => testCode.test(file);
