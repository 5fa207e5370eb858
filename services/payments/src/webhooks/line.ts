import type { Clock } from '@purser/clock';

/** The worker's line: what is due in it goes by machine time, which no sandbox moves. */
export type Line = { clock: Pick<Clock, 'machine'>; wake(): void };
