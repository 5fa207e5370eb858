import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mustBeDown } from './hold.ts';
import type { Home } from './home.ts';

export interface Wipeable {
  /**
   * Deletes all the engine has stored, as a lost disk would.
   * @throws EngineError `inUse` when the engine is not down
   */
  wipe(): Promise<void>;
}

export async function wipeData(home: Home): Promise<void> {
  await mustBeDown(home.folder);
  for (const name of await readdir(home.data)) await rm(join(home.data, name), { recursive: true });
}
