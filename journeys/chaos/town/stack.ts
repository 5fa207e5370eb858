import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEngine } from '@purser/engines';
import { type Folder, openFolder, openStack, readSettings, type Stack, type Steps } from '@purser/local';

export type ChaosStack = Stack & {
  /** Ends everything, and deletes the data and logs unless they are to be kept. */
  end(keep: boolean): Promise<void>;
};

/** The platform as `scripts/start` runs it, with the fast profile, in a folder and on ports of its own. */
export async function openChaosStack(steps: Steps): Promise<ChaosStack> {
  const folder = await openFolder(await mkdtemp(join(tmpdir(), 'purser-chaos-')));
  // Where the servers' own account may pass.
  await chmod(folder.root, 0o711);
  const settings = readSettings({ PURSER_PROFILE: 'fast', PURSER_LOG_LEVEL: 'info' });
  try {
    const own = { ...settings, edgePort: 0, sandboxPort: 0, mailPort: 0 };
    const stack = await openStack(folder, own, steps, new AbortController().signal);
    return {
      ...stack,
      end: async (keep) => {
        await stack.kill();
        if (!keep) await throwAway(folder);
      },
    };
  } catch (error) {
    await throwAway(folder);
    throw error;
  }
}

async function throwAway(folder: Folder): Promise<void> {
  for (const engine of [folder.postgres, folder.nats, folder.redis]) await removeEngine(engine);
  await rm(folder.root, { recursive: true, force: true });
}
