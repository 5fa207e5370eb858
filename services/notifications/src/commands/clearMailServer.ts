import type { Context } from '@purser/bus';
import { dropMailServer } from '../store/mailServers.ts';
import { endOutage } from '../store/outages.ts';

export async function clearMailServer({ tx }: Pick<Context, 'tx'>) {
  await dropMailServer(tx);
  await endOutage(tx);
  return {};
}
