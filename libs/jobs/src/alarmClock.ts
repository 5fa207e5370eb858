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
  close(): Promise<void>;
}

/** Alarms kept in the process, for tests and for a bus whose Redis is not there. */
export function memoryAlarmClock(): AlarmClock {
  const timers = new Set<NodeJS.Timeout>();
  let ringing: ((wake: Wake) => Promise<void>) | undefined;
  return {
    set: async (wake, delay_ms) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void ringing?.(wake).catch(() => {});
      }, delay_ms);
      timer.unref();
      timers.add(timer);
    },
    onRing: (ring) => {
      ringing = ring;
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
