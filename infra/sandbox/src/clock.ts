import { type Db, readMeta, writeMeta } from './store/open.ts';

/** The sandbox's own clock: the machine's, moved forward by an offset that survives a restart. */
export interface Clock {
  /** Sandbox time in milliseconds. */
  nowMs: () => number;
  /** Sandbox time in unix seconds. */
  now: () => number;
  offsetMs: () => number;
  /** Moves the clock forward. Time never runs back: pending work would wait for ever. */
  advance: (byMs: number) => void;
  /** Back to the machine's time; only a reset of all state may ask for this. */
  clear: () => void;
}

export function createClock(db: Db): Clock {
  let offset = Number(readMeta(db, 'clock_offset_ms') ?? '0');
  const set = (value: number) => {
    offset = value;
    writeMeta(db, 'clock_offset_ms', String(value));
  };
  return {
    nowMs: () => Date.now() + offset,
    now: () => Math.floor((Date.now() + offset) / 1000),
    offsetMs: () => offset,
    advance(byMs) {
      if (!Number.isSafeInteger(byMs) || byMs < 0)
        throw new RangeError('the clock moves forward by whole milliseconds');
      set(offset + byMs);
    },
    clear: () => set(0),
  };
}
