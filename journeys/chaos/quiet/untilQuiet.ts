import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@purser/db';
import { type Unsettled, unsettledAtSandbox, unsettledInDatabase } from './unsettled.ts';

export type Rest = { isQuiet: boolean; took_ms: number; left: Unsettled };

const look_ms = 250;
/** So many looks in a row must find nothing, since what has just ended may have begun something else. */
const looks = 3;

/** Waits until nothing is under way any more, or for so long. Who cannot be asked is not quiet. */
export async function untilQuiet(owner: Connection, sandbox: string, limit_ms: number): Promise<Rest> {
  const from_ms = performance.now();
  let left: Unsettled = {};
  for (let calm = 0; calm < looks; ) {
    const took_ms = Math.round(performance.now() - from_ms);
    if (took_ms > limit_ms) return { isQuiet: false, took_ms, left };
    left = await lookOnce(owner, sandbox);
    calm = Object.keys(left).length === 0 ? calm + 1 : 0;
    await pause(look_ms);
  }
  return { isQuiet: true, took_ms: Math.round(performance.now() - from_ms), left };
}

async function lookOnce(owner: Connection, sandbox: string): Promise<Unsettled> {
  try {
    const counts = { ...(await unsettledInDatabase(owner.sql, new Date())), ...(await unsettledAtSandbox(sandbox)) };
    return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
  } catch (error) {
    return { [`cannot be asked: ${error instanceof Error ? error.message : error}`]: 1 };
  }
}
