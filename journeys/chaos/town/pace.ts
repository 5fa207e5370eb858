import { setTimeout as pause } from 'node:timers/promises';
import { askSandbox } from './sandbox.ts';

/** About what a call to Stripe or Xero takes: what is killed is often killed in the midst of one. */
const latency_ms = 150;
const again_ms = 500;
/** Xero's own would make a run of some minutes wait for hours. How many calls at once it allows stays as it is. */
const limits = { per_minute: 100_000, per_day: 1_000_000 };

/**
 * Makes the sandbox as slow as what it stands for, and more patient than Xero, and again after each of its deaths, since it
 * forgets it with them.
 * @returns ends it: the sandbox is quick again, and as patient
 */
export function keepPace(sandbox: string): () => Promise<void> {
  const over = new AbortController();
  const keep = async () => {
    while (!over.signal.aborted) {
      await setPace(sandbox, latency_ms);
      await pause(again_ms, undefined, { signal: over.signal }).catch(() => {});
    }
  };
  const kept = keep();
  return async () => {
    over.abort();
    await kept;
    while (!(await setPace(sandbox, 0))) await pause(again_ms);
  };
}

/** @returns false when the sandbox is away */
async function setPace(sandbox: string, ms: number): Promise<boolean> {
  try {
    await askSandbox(sandbox, 'POST', '/settings', { latency_ms: ms });
    await askSandbox(sandbox, 'POST', '/xero/limits', limits);
    return true;
  } catch {
    return false;
  }
}
