import type { Steps } from '@purser/local';

/**
 * Listens to what the supervisor tells: whatever ended otherwise than by SIGKILL ended by itself. One that ends before it
 * is ready is not meant: it cannot start while its database is away, and is started again.
 */
export function watchFalls(steps: Steps): { steps: Steps; fell: readonly string[] } {
  const fell: string[] = [];
  const note = (line: string) => {
    if (/ ended \((?!SIGKILL)[^)]*\): starting it again$/.test(line)) fell.push(line);
    steps.note(line);
  };
  return { steps: { ...steps, note }, fell };
}
