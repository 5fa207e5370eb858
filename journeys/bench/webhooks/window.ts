import type { WrkReport } from '../output.ts';

/** How each of the three is measured. */
export const clients = 32;
export const window_s = 4;
export const rounds = 3;

/** One window of load, and the events it may have sent, in order. */
export type Shot = WrkReport & { ids: string[] };
