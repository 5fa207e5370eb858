import type { Log } from '@purser/bus';
import { isFault } from '@purser/fault';

/** What several services know, as far as they answer: who is away is named, and nothing fails for it. */
export type Gathering = {
  /** What `part` answers; undefined when it does not, or may not be asked by this person. */
  ask<T>(part: string, question: Promise<T>): Promise<T | undefined>;
  missing(): string[];
};

export function gathering(log: Log): Gathering {
  const missing = new Set<string>();
  return {
    ask: async (part, question) => {
      try {
        return await question;
      } catch (error) {
        // What a role may not see is not missing.
        if (isFault(error) && error.kind === 'denied') return undefined;
        if (isFault(error) && !error.passing && error.code !== 'unknown_query') throw error;
        log.warn({ part, error: isFault(error) ? error.code : String(error) }, 'a part did not answer');
        missing.add(part);
        return undefined;
      }
    },
    missing: () => [...missing],
  };
}
