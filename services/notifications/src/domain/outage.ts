import type { Pace } from './pace.ts';

const hour_ms = 3_600_000;

/** How long after so many asks in vain the next mail asks the server: soon at first, as it may only be starting again. */
export function askAgain_ms(asks: number, { base_ms, outageCap_ms }: Pick<Pace, 'base_ms' | 'outageCap_ms'>): number {
  return Math.min(outageCap_ms, base_ms * 2 ** Math.min(asks - 1, 20));
}

/** How long a mail waits for a server that takes none: as long as mail servers do among themselves (RFC 5321, 4.5.4.1: four to five days). */
export const patience_ms = (kind: string): number => (kind === 'signInLink' ? hour_ms : 5 * 24 * hour_ms);
