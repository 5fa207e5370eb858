import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the condition holds, or the time is over.
 * @returns whether it came to hold
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { timeout_ms, every_ms = 20 }: { timeout_ms: number; every_ms?: number },
): Promise<boolean> {
  const timeIsOver = AbortSignal.timeout(timeout_ms);
  while (!(await condition())) {
    if (timeIsOver.aborted) return false;
    await pause(every_ms);
  }
  return true;
}
