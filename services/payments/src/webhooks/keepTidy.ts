import type { WorkContext } from '@purser/bus';
import { startKeeping } from '../commands/webhooks/keepWebhooks.ts';

/** Remembers, for a process's life, whose timer is known to go, so that each event does not look. */
export function tidyKeeper(): (ctx: WorkContext) => Promise<void> {
  const going = new Set<string>();
  return async (ctx) => {
    if (going.has(ctx.tenant)) return;
    // Not one that was only just set: the transaction may yet be undone.
    if ((await startKeeping(ctx)) === 'went') going.add(ctx.tenant);
  };
}
