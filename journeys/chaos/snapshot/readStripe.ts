import { z } from 'zod';
import type { Tenant } from '../town/people.ts';
import { tellSandbox } from '../town/sandbox.ts';
import { stripeAt } from '../town/settle.ts';
import type { AtStripe } from './snapshot.ts';

/** Everything that Stripe has of the tenants' money. */
export async function readStripe(address: string, tenants: readonly Tenant[]): Promise<AtStripe> {
  const all: AtStripe = {
    ...{ intents: [], charges: [], transactions: [], refunds: [], disputes: [] },
    refundKeys: await keysOfRefunds(address),
  };
  for (const tenant of tenants) {
    const stripe = stripeAt(address, tenant.secretKey);
    for await (const { id, status, metadata, amount } of stripe.paymentIntents.list({ limit: 100 }))
      all.intents.push({
        tenant: tenant.id,
        id,
        status,
        attemptId: metadata.attempt_id,
        invoiceId: metadata.invoice_id,
        amount,
      });
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
    for await (const refund of stripe.refunds.list({ limit: 100 }))
      all.refunds.push({
        tenant: tenant.id,
        id: refund.id,
        intentId: idOf(refund.payment_intent),
        status: refund.status ?? '',
        amount: refund.amount,
        currency: refund.currency.toUpperCase(),
        refundId: refund.metadata?.refund_id,
        partId: refund.metadata?.part_id,
      });
    for await (const { id, status, amount, payment_intent: intent } of stripe.disputes.list({ limit: 100 }))
      all.disputes.push({ tenant: tenant.id, id, intentId: idOf(intent), status, amount });
  }
  return all;
}

const keys = z.array(z.object({ account: z.string(), key: z.string() }));

async function keysOfRefunds(address: string): Promise<string[]> {
  const endpoint = encodeURIComponent('POST /v1/refunds');
  const known = keys.parse(await tellSandbox(address, 'GET', `/keys?endpoint=${endpoint}`));
  return known.map(({ account, key }) => `${account} ${key}`);
}

function idOf(named: string | { id: string } | null): string {
  return typeof named === 'string' ? named : (named?.id ?? '');
}
