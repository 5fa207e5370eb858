import { setTimeout as pause } from 'node:timers/promises';
import type { Steps } from './print/steps.ts';
import { runningStack } from './stack/claim.ts';
import { openFolder } from './stack/folder.ts';
import { Refusal } from './stack/refusal.ts';
import type { Settings } from './stack/settings.ts';

const patience_ms = 60_000;

/** scripts/stop: asks the stack that runs in the folder to end, and waits until it has. */
export async function stopRunning(settings: Settings, steps: Steps): Promise<number> {
  const folder = await openFolder(settings.dir ?? settings.defaultDir);
  const running = await runningStack(folder);
  if (!running) {
    steps.line(`Nothing runs in ${folder.root}.`);
    return 0;
  }
  process.kill(running.pid, 'SIGTERM');
  const deadline_ms = performance.now() + patience_ms;
  while ((await runningStack(folder))?.id === running.id) {
    if (performance.now() > deadline_ms)
      throw new Refusal(`Process ${running.pid} was asked to end ${patience_ms / 1000} s ago and has not.`);
    await pause(50);
  }
  steps.line(`Purser in ${folder.root} has ended.`);
  return 0;
}
