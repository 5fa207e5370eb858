import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Outside } from '../outside.ts';
import { generationOf } from '../store/stripeCustomers.ts';
import type { StripeAnswer } from './answer.ts';
import { askOrLook, ifSeen } from './askOrLook.ts';
import { type Home, own } from './home.ts';

type Whose = { tenant: string; home: Home; customerId: string; name: string; email: string };

/**
 * One Stripe customer per customer of ours and account: the key is made of both and of what is said of them, so that two at once get the same. For one that was
 * deleted at Stripe it is another, since the old key would give the old customer back. @returns its id
 */
export async function makeCustomer(
  { runtime }: Pick<Outside, 'runtime'>,
  stripe: Stripe,
  { tenant, home, customerId, name, email }: Whose,
): Promise<StripeAnswer<string>> {
  const generation = await runtime.tenantTx({ tenant }, (tx) => generationOf(tx, home, customerId));
  const suffix = `${home.account === own ? '' : `:${home.account}`}${generation === 0 ? '' : `:${generation}`}`;
  const params = { name, email, metadata: { tenant_id: tenant, customer_id: customerId } };
  // Stripe refuses other words under a key that was used: whose name was corrected since has another.
  const words = createHash('sha256')
    .update(JSON.stringify([name, email]))
    .digest('hex')
    .slice(0, 16);
  const idempotencyKey = `customer:${customerId}${suffix}:${words}`;
  return askOrLook(
    async () => (await stripe.customers.create(params, { idempotencyKey })).id,
    () =>
      ifSeen(async () => {
        const { data } = await stripe.customers.list({ email, limit: 100 });
        return data.find(({ metadata }) => metadata.customer_id === customerId && metadata.tenant_id === tenant)?.id;
      }),
  );
}
