import { setTimeout as pause } from 'node:timers/promises';
import { isFault } from '@purser/fault';

/** The platform may just be starting again: the same is asked for a while. */
export async function again<T>(ask: () => Promise<T>, left = 40): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (left === 0 || !isFault(error) || !error.passing) throw error;
    await pause(500);
    return again(ask, left - 1);
  }
}
