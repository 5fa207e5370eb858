/** Tells what the time went into. */
export type Stopwatch = {
  /** What took since the last lap, or the beginning, is called this. */
  lap(name: string): void;
  readonly laps: Readonly<Record<string, number>>;
};

export function createStopwatch(): Stopwatch {
  const laps: Record<string, number> = {};
  let from_ms = performance.now();
  return {
    lap: (name) => {
      const now_ms = performance.now();
      laps[name] = now_ms - from_ms;
      from_ms = now_ms;
    },
    laps,
  };
}
