import type { Context } from '@purser/bus';
import { stoppedBills } from '../store/billLists.ts';

/** What waits for staff or for a customer's card. What staff stopped themselves waits for nobody. */
export async function listStoppedBills({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>) {
  const { bills, count } = await stoppedBills({ tx, tenant });
  return { bills: bills.map(({ at, ...bill }) => ({ ...bill, at: at.toISOString() })), count };
}
