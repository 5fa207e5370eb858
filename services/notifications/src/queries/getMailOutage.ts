import type { Context } from '@purser/bus';
import { countMails } from '../store/mails.ts';
import { findOutage } from '../store/outages.ts';

/** How many wait is counted only while something is wrong. */
export async function getMailOutage({ tx }: Pick<Context, 'tx'>) {
  const found = await findOutage(tx);
  if (!found) return { outage: null };
  const { since, nextAt, problem } = found;
  const waiting = (await countMails(tx)).get('planned') ?? 0;
  return { outage: { since: since.toISOString(), askedAgainAt: nextAt.toISOString(), problem, waiting } };
}
