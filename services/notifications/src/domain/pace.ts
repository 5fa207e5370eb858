/** How a mail that was not taken is tried again. The bus's own count is higher, so that ours comes first. */
export type Pace = { tries: number; base_ms: number; cap_ms: number };

/** Eight tries over three hours: long enough for a server that is restarted, mended, or greylists. */
export const usualPace: Pace = { tries: 8, base_ms: 10_000, cap_ms: 7_200_000 };
/** For the fast profile: the same rule, sooner. */
export const fastPace: Pace = { tries: 25, base_ms: 50, cap_ms: 1000 };

/** @returns how long to wait after so many tries, none after the first; or that a person is told instead */
export function afterTry(tried: number, { tries, base_ms, cap_ms }: Pace): { wait_ms: number } | 'giveUp' {
  if (tried >= tries) return 'giveUp';
  return { wait_ms: tried <= 1 ? 0 : Math.min(cap_ms, base_ms * 4 ** (tried - 2)) };
}
