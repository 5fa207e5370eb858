import { setTimeout as pause } from 'node:timers/promises';

const base_ms = 100;
const cap_ms = 5_000;
/** One that lived this long has earned a quick restart. */
const steady_ms = 30_000;

export type KeptUp = {
  /** To be called when it ended and nobody had asked it to. */
  fell(how: string): void;
  /** No restart begins after this; one that is under way is waited for. */
  end(): Promise<void>;
};

/** Starts something again whenever it falls, at once at first and then more and more slowly, until it is told to end. */
export function keepUp(name: string, start: () => Promise<void>, tell: (line: string) => void): KeptUp {
  const ended = new AbortController();
  let failures = 0;
  let lastUp_ms = performance.now();
  let reviving: Promise<void> = Promise.resolve();

  async function revive(how: string): Promise<void> {
    failures = performance.now() - lastUp_ms > steady_ms ? 0 : failures;
    tell(`${name} ended (${how}): starting it again`);
    while (!ended.signal.aborted) {
      await pause(Math.min(cap_ms, base_ms * 2 ** failures), undefined, { signal: ended.signal }).catch(() => {});
      if (ended.signal.aborted) return;
      failures += 1;
      const from_ms = performance.now();
      try {
        await start();
        lastUp_ms = performance.now();
        return tell(`${name} is up again after ${Math.round(lastUp_ms - from_ms)} ms`);
      } catch (error) {
        if (!ended.signal.aborted) tell(`${name} did not start: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  return {
    fell: (how) => {
      if (!ended.signal.aborted) reviving = reviving.then(() => revive(how));
    },
    end: async () => {
      ended.abort();
      await reviving;
    },
  };
}
