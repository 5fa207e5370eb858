import type { Context } from '@purser/bus';
import { noCustomer } from '../commands/cards/prepareSetup.ts';
import { autopayOf } from '../store/autopay.ts';
import { readPolicy } from '../store/dunningPolicies.ts';

/** Whether a customer's invoices are charged when due, since when, and what was agreed to. */
export async function getAutopay(
  { tx, tenant, actor, keys }: Pick<Context, 'tx' | 'tenant' | 'actor' | 'keys'>,
  { customerId }: { customerId: string },
) {
  if (actor.kind === 'customer' && actor.id !== customerId) throw noCustomer();
  const known = await autopayOf(tx, customerId);
  const { chargeAt } = await readPolicy({ tx, tenant });
  if (!known) return { on: false, changedAt: null, changedBy: null, consent: null, agreedTo: null, chargeAt };
  const ring = known.consent ? await keys(customerId) : undefined;
  return {
    on: known.active,
    changedAt: new Date(known.changedAt).toISOString(),
    changedBy: known.changedBy,
    agreedTo: known.chargeAt,
    chargeAt,
    consent:
      known.consent && ring && !ring.destroyed ? ring.openText('autopay.consent', customerId, known.consent) : null,
  };
}
