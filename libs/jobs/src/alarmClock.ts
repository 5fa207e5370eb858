/** What an alarm says when it rings: ids and names only, since Redis keeps them in clear text. */
export type Wake = { tenant: string; handler: string; messageId: string };

/**
 * Rings once per alarm, at or after its time, and may forget (Redis can lose its last second): whoever sets an alarm
 * has the truth in PostgreSQL and a sweeper that finds what was forgotten.
 */
export interface AlarmClock {
  /** Sets an alarm `delay_ms` from now. Never throws: a lost alarm is the sweeper's. */
  set(wake: Wake, delay_ms: number): Promise<void>;
  /** What to do when one rings. It must be safe to repeat. */
  onRing(ring: (wake: Wake) => Promise<void>): void;
  /** Nothing rings any more; resolves when what rang has been dealt with. */
  close(): Promise<void>;
}

/** The longest that a timer of Node's can wait; beyond it one goes off at once. */
const longest_ms = 2 ** 31 - 1;

/** Alarms kept in the process, for tests and for a bus whose Redis is not there. One set for later than it can wait is forgotten. */
export function memoryAlarmClock(): AlarmClock {
  const timers = new Set<NodeJS.Timeout>();
  const open = new Set<Promise<void>>();
  let ringing: ((wake: Wake) => Promise<void>) | undefined;
  let closed = false;
  const ring = (wake: Wake) => {
    if (!ringing) return;
    // Whoever rings has the truth elsewhere and finds again what could not be done.
    const work = ringing(wake).catch(() => {});
    open.add(work);
    void work.then(() => open.delete(work));
  };
  return {
    set: async (wake, delay_ms) => {
      if (closed || delay_ms > longest_ms) return;
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          ring(wake);
        },
        Math.max(0, delay_ms),
      );
      timer.unref();
      timers.add(timer);
    },
    onRing: (given) => {
      ringing = given;
    },
    close: async () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await Promise.all(open);
    },
  };
}
