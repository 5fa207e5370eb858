import type { Tenant } from '../town/people.ts';
import { stripeAt } from '../town/settle.ts';
import type { AtStripe } from './snapshot.ts';

/** Everything that Stripe has of the tenants' money. */
export async function readStripe(address: string, tenants: readonly Tenant[]): Promise<AtStripe> {
  const all: AtStripe = { intents: [], charges: [], transactions: [] };
  for (const tenant of tenants) {
    const stripe = stripeAt(address, tenant.secretKey);
    for await (const { id, status, metadata, amount } of stripe.paymentIntents.list({ limit: 100 }))
      all.intents.push({ tenant: tenant.id, id, status, attemptId: metadata.attempt_id, amount });
    for await (const charge of stripe.charges.list({ limit: 100 }))
      all.charges.push({
        tenant: tenant.id,
        id: charge.id,
        intentId: idOf(charge.payment_intent),
        succeeded: charge.status === 'succeeded',
        amount: charge.amount_captured,
        currency: charge.currency.toUpperCase(),
      });
    for await (const { id, source, currency, amount, fee, net } of stripe.balanceTransactions.list({ limit: 100 }))
      all.transactions.push({
        tenant: tenant.id,
        id,
        chargeId: idOf(source),
        currency: currency.toUpperCase(),
        amount,
        fee,
        net,
      });
  }
  return all;
}

function idOf(named: string | { id: string } | null): string {
  return typeof named === 'string' ? named : (named?.id ?? '');
}
