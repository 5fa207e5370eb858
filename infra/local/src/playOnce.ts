import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEngine } from '@purser/engines';
import { browserThere } from './people/browser.ts';
import { play } from './play/play.ts';
import type { Steps } from './print/steps.ts';
import { type Folder, openFolder } from './stack/folder.ts';
import type { Settings } from './stack/settings.ts';
import { withStack } from './withStack.ts';

/**
 * scripts/start --once: brings everything up, plays the main job (in a browser when this machine has one), stops everything. In a folder of its own that is deleted
 * afterwards, on ports of its own, unless PURSER_DIR names a folder.
 * @returns 0 only when every step was seen
 */
export async function playOnce(settings: Settings, steps: Steps): Promise<number> {
  const from_ms = performance.now();
  steps.heading('Purser: everything up, the main job once, everything down');
  const isThrownAway = settings.dir === undefined;
  const folder = await openFolder(settings.dir ?? (await mkdtemp(join(tmpdir(), 'purser-once-'))));
  // Where the servers' own account may pass.
  if (isThrownAway) await chmod(folder.root, 0o711);
  const own = isThrownAway ? { ...settings, edgePort: 0, sandboxPort: 0, mailPort: 0 } : settings;
  try {
    const isWhole = await withStack(folder, own, steps, async (stack, { asked }) => {
      const browser = await browserThere();
      steps.heading(browser ? 'The main job, in a browser' : 'The main job, on the bus: no browser is there');
      await play(stack, steps, asked, { history: false, browser });
    });
    if (!isWhole) return 1;
    steps.line(`\nEvery step was seen. ${((performance.now() - from_ms) / 1000).toFixed(1)} s in all.`);
    return 0;
  } finally {
    if (isThrownAway) await throwAway(folder);
  }
}

async function throwAway(folder: Folder): Promise<void> {
  for (const engine of [folder.postgres, folder.nats, folder.redis]) await removeEngine(engine);
  await rm(folder.root, { recursive: true, force: true });
}
