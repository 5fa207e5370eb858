import type { Steps } from './print/steps.ts';
import { Interrupted, listenForEnd } from './signals.ts';
import type { Folder } from './stack/folder.ts';
import { openStack, type Stack } from './stack/openStack.ts';
import type { Settings } from './stack/settings.ts';

/** What is done with a running stack; `asked` is aborted when somebody wants the end, `first` resolves then. */
export type Use = (stack: Stack, end: { asked: AbortSignal; first: Promise<string> }) => Promise<void>;

/**
 * Opens a stack, uses it, and ends it in good order whatever came of that. A first ctrl-C ends it early, a second at once.
 * @returns whether it went its way to the end without being broken off
 */
export async function withStack(folder: Folder, settings: Settings, steps: Steps, use: Use): Promise<boolean> {
  let stack: Stack | undefined;
  const end = listenForEnd(() => {
    steps.line('\nending at once');
    const killed = stack?.kill() ?? Promise.resolve();
    killed.finally(() => process.exit(130));
  });
  try {
    stack = await openStack(folder, settings, steps, end.asked);
    const opened = stack;
    try {
      await use(opened, end);
    } finally {
      steps.line();
      await steps.step(
        'stopping',
        () => opened.stop(),
        () => 'nothing is left running',
      );
    }
    return true;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    steps.line(`broken off (${error.message})`);
    return false;
  }
}
