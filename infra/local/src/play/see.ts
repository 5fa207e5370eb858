import { setTimeout as pause } from 'node:timers/promises';
import { isFault } from '@purser/fault';

const limit_ms = 20_000;
const every_ms = 25;

/** What should have come to be seen and did not. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen';
}

/**
 * Looks again and again until there is something to see. What is not there yet, or cannot be asked just now, is waited for;
 * any other refusal ends it.
 * @param what named in the error: a clause that says what should be so
 * @param look undefined while it is not
 * @throws NotSeen after 20 seconds
 */
export async function see<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline_ms = performance.now() + limit_ms;
  let refusal = '';
  while (performance.now() < deadline_ms) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
      refusal = '';
    } catch (error) {
      if (!isFault(error) || !(error.passing || error.kind === 'notFound')) throw error;
      refusal = ` The last answer was: ${error.message} (${error.code})`;
    }
    await pause(every_ms);
  }
  throw new NotSeen(`Not seen within ${limit_ms / 1000} s: ${what}.${refusal}`);
}

/** Holds a number against what it must be. @throws NotSeen */
export function mustBe(what: string, seen: unknown, wanted: unknown): void {
  if (seen !== wanted) throw new NotSeen(`${what} should be ${wanted}, and is ${seen}.`);
}
