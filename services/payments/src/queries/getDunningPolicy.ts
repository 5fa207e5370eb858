import type { Context } from '@purser/bus';
import { readPolicy } from '../store/dunningPolicies.ts';

/** What is done when a bank refuses; version 0 is the usual policy, that nobody has set. */
export async function getDunningPolicy({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>) {
  const { changedAt, waits_days, ...policy } = await readPolicy({ tx, tenant });
  return { ...policy, waits_days: [...waits_days], changedAt: changedAt?.toISOString() ?? null };
}
