import { readdir } from 'node:fs/promises';
import { systemClock } from '@purser/clock';
import { exists, type Folder, holdsData } from './folder.ts';
import { writePrivate } from './privateFile.ts';
import { Refusal } from './refusal.ts';

/**
 * A folder is for real money or for sandboxes from its first start on: demo tenants among real ones, or a real key under a clock that is
 * moved, would be there for good.
 * @throws Refusal when it is the other kind
 */
export async function keepApart(folder: Folder, isLive: boolean): Promise<void> {
  const wasLive = await exists(folder.live);
  if (wasLive && !isLive)
    throw new Refusal(
      `${folder.root} is an installation for real money: scripts/start --live starts it. PURSER_DIR names another folder for sandboxes.`,
    );
  if (wasLive || !isLive) return;
  if (await hasPlayed(folder))
    throw new Refusal(
      `${folder.root} was started with sandboxes, and holds their data: real money does not go there. PURSER_DIR names another folder.`,
    );
  // Before any data, as the keys are.
  await writePrivate(folder.live, `${JSON.stringify({ live: true, since: systemClock.machine().toISOString() })}\n`);
}

/** Keys alone may have been made ahead, for servers that others start. */
async function hasPlayed(folder: Folder): Promise<boolean> {
  const sandbox = await readdir(folder.sandbox);
  return sandbox.length > 0 || (await exists(folder.demo)) || holdsData(folder);
}
