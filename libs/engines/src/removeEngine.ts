import { mustBeDown } from './hold.ts';
import { deleteHome, folderOf } from './home.ts';

/**
 * Deletes an engine's folder with all it stored, wherever that lies (see `openHome`).
 * @throws EngineError `inUse` when the engine is not down
 */
export async function removeEngine(dir: string): Promise<void> {
  await mustBeDown(await folderOf(dir));
  await deleteHome(dir);
}
