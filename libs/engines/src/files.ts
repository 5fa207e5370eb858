import { randomUUID } from 'node:crypto';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Account } from './account.ts';
import { systemCode } from './engineError.ts';

/** Writes a whole file or none of it, readable by its owner alone: the account if there is one, else us. */
export async function writePrivate(path: string, text: string, account?: Account): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  if (account) await chown(draft, account.uid, account.gid);
  await rename(draft, path);
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What the JSON file says; undefined when there is none, or a power cut has left it empty or torn: then it is removed. */
export async function readWholeJson<T>(path: string): Promise<T | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    await rm(path, { force: true });
    return undefined;
  }
}
