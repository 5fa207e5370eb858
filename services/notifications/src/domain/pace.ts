/** How a mail that was not taken is tried again. The bus's own count is higher, so that ours comes first. */
export type Pace = {
  tries: number;
  base_ms: number;
  cap_ms: number;
  /** A server that takes no mail at all is asked at least so often. */
  outageCap_ms: number;
};

/** Eight tries over three hours: long enough for a server that greylists, or has no room just now. */
export const usualPace: Pace = { tries: 8, base_ms: 10_000, cap_ms: 7_200_000, outageCap_ms: 300_000 };
/** For the fast profile: the same rule, sooner. */
export const fastPace: Pace = { tries: 25, base_ms: 50, cap_ms: 1000, outageCap_ms: 500 };

/** @returns how long to wait after so many tries, none after the first; or that a person is told instead */
export function afterTry(tried: number, { tries, base_ms, cap_ms }: Pace): { wait_ms: number } | 'giveUp' {
  if (tried >= tries) return 'giveUp';
  return { wait_ms: tried <= 1 ? 0 : Math.min(cap_ms, base_ms * 4 ** (tried - 2)) };
}

/** Of a run's mails so many go out at once; the others one after the other. */
const burst = 20;
const apart_ms = 1000 / 5;

/**
 * When the mails of a run go out: the first few now, the others five a second behind those of the tenant's that wait already. Each has
 * its PDF made first, and the next invoice by hand must not wait for a thousand of them.
 * @param freeAt when the next one could go out by what was planned before
 */
export function paced(now: Date, freeAt: Date | undefined, count: number): { at: Date[]; freeAt: Date } {
  const start = Math.max(freeAt?.getTime() ?? 0, now.getTime() - burst * apart_ms);
  const at = Array.from({ length: count }, (_, i) => new Date(Math.max(now.getTime(), start + i * apart_ms)));
  return { at, freeAt: new Date(start + count * apart_ms) };
}
