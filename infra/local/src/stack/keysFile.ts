import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Folder, holdsData } from './folder.ts';
import { growKeys, type Keys, keysSchema, makeKeys, type StoredKeys } from './keys.ts';
import { readIfThere, writePrivate } from './privateFile.ts';
import { Refusal } from './refusal.ts';

export type KeysFile = {
  keys: Keys;
  /** Made just now, for a stack without data. */
  isNew: boolean;
  /** Writes down keys that were added for new services. To be called once the others are known to fit the data. */
  saveAdded(): Promise<void>;
};

/**
 * Reads the stack's keys; makes them when the folder is new.
 * @throws Refusal when there is data and no keys, when the file is no keys file, or when others may read it.
 */
export async function openKeys(
  folder: Folder,
  services: readonly string[],
  users: readonly string[],
): Promise<KeysFile> {
  const text = await readIfThere(folder.keys);
  if (text === undefined) return newKeys(folder, services, users);
  const { mode } = await stat(folder.keys);
  if ((mode & 0o077) !== 0)
    throw new Refusal(`${folder.keys} can be read by other users: chmod 600 it, and consider its keys known.`);
  const keys = parse(text, folder.keys);
  const grown = growKeys(keys, services, users);
  return {
    keys: grown,
    isNew: false,
    saveAdded: async () => {
      if (!isDeepStrictEqual(grown, keys)) await save(folder, grown);
    },
  };
}

async function newKeys(folder: Folder, services: readonly string[], users: readonly string[]): Promise<KeysFile> {
  if (await holdsData(folder))
    throw new Refusal(
      `There is a database in ${folder.root}, and its keys are not: ${folder.keys} is missing. ` +
        'Without them what is sealed in it cannot be read. Put the file back, or start with another folder (PURSER_DIR).',
    );
  const keys = makeKeys(services, users);
  // Before any data: a start that breaks off must not leave data without keys.
  await save(folder, keys);
  return { keys, isNew: true, saveAdded: async () => {} };
}

function parse(text: string, path: string): StoredKeys {
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch {
    // What is wrong with it would show what is in it.
    throw new Refusal(`${path} is not a whole keys file. Put back the one that belongs to this data.`);
  }
}

async function save(folder: Folder, keys: Keys): Promise<void> {
  await writePrivate(folder.keys, `${JSON.stringify(keys, null, 2)}\n`);
}
