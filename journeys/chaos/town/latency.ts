import { setTimeout as pause } from 'node:timers/promises';

/** About what a call to Stripe takes: what is killed is often killed in the midst of one. */
const latency_ms = 150;
const again_ms = 500;

/**
 * Makes the sandbox as slow as Stripe, and again after each of its deaths, since it forgets it with them.
 * @returns ends it: the sandbox is quick again
 */
export function likeStripe(stripeApi: string): () => Promise<void> {
  const over = new AbortController();
  const keep = async () => {
    while (!over.signal.aborted) {
      await setLatency(stripeApi, latency_ms);
      await pause(again_ms, undefined, { signal: over.signal }).catch(() => {});
    }
  };
  const kept = keep();
  return async () => {
    over.abort();
    await kept;
    while (!(await setLatency(stripeApi, 0))) await pause(again_ms);
  };
}

/** @returns false when the sandbox is away */
async function setLatency(stripeApi: string, ms: number): Promise<boolean> {
  try {
    const body = JSON.stringify({ latency_ms: ms });
    return (await fetch(`${stripeApi}/_sandbox/settings`, { method: 'POST', body, signal: AbortSignal.timeout(5_000) }))
      .ok;
  } catch {
    return false;
  }
}
