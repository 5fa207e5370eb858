import type { Context } from '@purser/bus';
import { forgetConnection } from '../store/connections.ts';

/** We forget the tokens; what stands in the books stays, and what we know of it. */
export async function disconnect({ tx }: Pick<Context, 'tx'>) {
  await forgetConnection(tx);
  return { connected: false as const };
}
