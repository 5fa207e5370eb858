/**
 * Two kinds of time. Business time is what invoices and due dates live in; in sandbox mode it may be moved together
 * with the sandbox's. Machine time is for leases, signatures, sessions and backoff, and is never moved.
 * Nothing else in the product reads a clock; SQL gets its times as parameters.
 */
export type Clock = {
  /** Business time now. */
  business(): Date;
  /** Machine time now. */
  machine(): Date;
  /** Milliseconds that only ever grow, for durations. */
  elapsed_ms(): number;
};

export type MovableClock = Clock & {
  /** Moves business time; `offset_ms` is added to machine time. */
  setOffset(offset_ms: number): void;
  offset_ms(): number;
};

/** The clock of a live platform: business time is machine time. */
export const systemClock: Clock = {
  business: () => new Date(),
  machine: () => new Date(),
  elapsed_ms: () => performance.now(),
};

/**
 * A clock whose business time can be moved.
 * @throws Error in live mode: real customers' dates are not ours to move.
 */
export function movableClock(mode: 'sandbox' | 'test' | 'live'): MovableClock {
  if (mode === 'live') throw new Error('the clock cannot be moved in live mode');
  let offset = 0;
  return {
    ...systemClock,
    business: () => new Date(Date.now() + offset),
    setOffset: (offset_ms) => {
      if (!Number.isSafeInteger(offset_ms)) throw new RangeError(`offset_ms must be a whole number: ${offset_ms}`);
      offset = offset_ms;
    },
    offset_ms: () => offset,
  };
}
