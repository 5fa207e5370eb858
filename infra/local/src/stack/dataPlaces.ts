import { readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Folder } from './folder.ts';
import { isCode } from './privateFile.ts';
import type { Settings } from './settings.ts';

/**
 * Where, besides the folder, data of a stack lies that a backup must have: where a server that is given keeps it, and where root's
 * servers had to put theirs because the folder is closed to their account. Lines for people.
 */
export async function dataElsewhere(folder: Folder, settings: Settings): Promise<string[]> {
  const given = settings.postgresAdminUrl === undefined ? [] : ['the PostgreSQL at PURSER_POSTGRES_ADMIN_URL: pg_dump'];
  const linked = await Promise.all([folder.postgres, folder.nats, folder.redis].map(linkIn));
  return [...given, ...linked.flat()];
}

async function linkIn(home: string): Promise<string[]> {
  try {
    return [`${await readlink(join(home, 'elsewhere'))}  (${basename(home)}, linked from the folder)`];
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}
