import { systemClock } from '@purser/clock';

/**
 * Waits for a condition, looking often. It waits long, since a machine may be busy: only what is broken waits to the end.
 * @throws Error naming it when the deadline passes
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  limit_ms = 60_000,
): Promise<T> {
  const deadline = systemClock.elapsed_ms() + limit_ms;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (systemClock.elapsed_ms() > deadline) throw new Error(`waited ${limit_ms} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
