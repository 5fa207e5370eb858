import type { Clock } from '@purser/clock';

type Entry<V> = { value: Promise<V>; at_ms: number };

/**
 * Remembers what was loaded for a short while; who asks meanwhile shares the one load. Failures are not remembered. The eldest go when there
 * are too many.
 */
export type Fresh<V> = { get(key: string, load: () => Promise<V>): Promise<V>; forget(key: string): void };

export function fresh<V>({ clock, for_ms, most }: { clock: Clock; for_ms: number; most: number }): Fresh<V> {
  const known = new Map<string, Entry<V>>();
  return {
    get: (key, load) => {
      const now_ms = clock.elapsed_ms();
      const found = known.get(key);
      if (found && now_ms - found.at_ms < for_ms) return found.value;
      const entry = { value: load(), at_ms: now_ms };
      known.delete(key);
      known.set(key, entry);
      entry.value.catch(() => {
        if (known.get(key) === entry) known.delete(key);
      });
      for (const eldest of known.keys()) {
        if (known.size <= most) break;
        known.delete(eldest);
      }
      return entry.value;
    },
    forget: (key) => void known.delete(key),
  };
}
