import type { Context } from '@purser/bus';
import { noCustomer } from '../commands/cards/prepareSetup.ts';
import { homeInUse } from '../store/homes.ts';
import { activeMethods } from '../store/methods.ts';
import { isSameHome } from '../stripe/home.ts';

/** What a customer has on file where payments are taken now, the default first. */
export async function listMethods(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  { customerId }: { customerId: string },
) {
  if (actor.kind === 'customer' && actor.id !== customerId) throw noCustomer();
  const home = await homeInUse(tx);
  const methods = (await activeMethods(tx, customerId)).filter((each) => home && isSameHome(each, home));
  return {
    methods: methods.map(({ methodId, type, brand, last4, expMonth, expYear, isDefault, addedAt }) => ({
      ...{ methodId, customerId, type, brand, last4, expMonth, expYear, isDefault },
      addedAt: addedAt.toISOString(),
    })),
  };
}
