import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import Stripe from 'stripe';
import { z } from 'zod';
import { type Tenant, type Town, untilInvoice } from './town.ts';

/** A tenant whose Stripe account is no other tenant's: what lies there is all theirs. */
export type OwnAccount = Tenant & {
  stripe: Stripe;
  secretKey: string;
  accountId: string;
  /** An invoice over 120.00, paid by card as its customer would. */
  paid(card?: string): Promise<Paid>;
  refund(paid: Paid, amount: number): Promise<void>;
  /** Every event of Stripe's was applied, and everything that follows is done. */
  settled(): Promise<void>;
};
export type Paid = { customerId: string; invoiceId: string; paymentId: string; intent: string; charge: string };

let accounts = 0;

export async function ownAccount(town: Town): Promise<OwnAccount> {
  accounts += 1;
  const keys = {
    secretKey: `sk_test_own${process.pid}x${accounts}`,
    publishableKey: `pk_test_own${process.pid}x${accounts}`,
  };
  const made = await town.admin('POST', '/accounts', {
    secret_key: keys.secretKey,
    publishable_key: keys.publishableKey,
  });
  const { id: accountId } = z.object({ id: z.string() }).parse(made);
  const tenant = await town.tenant();
  const stripe = new Stripe(keys.secretKey, {
    ...{ host: '127.0.0.1', port: town.sandbox.port, protocol: 'http' },
    ...{ maxNetworkRetries: 0, telemetry: false },
  });
  const { client } = town.platform;
  const endpointId = newId();
  const hook = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${town.edge.port}/webhooks/stripe/${endpointId}`,
    enabled_events: ['*'],
    api_version: Stripe.API_VERSION as never,
  });
  const webhookSecret = hook.secret ?? '';
  const configured = { endpointId, mode: 'test' as const, ...keys, webhookSecrets: [webhookSecret] };
  await client.command(payments.configureStripe, configured, tenant.staff);
  await town.platform.quiet();
  return {
    ...tenant,
    ...{ stripe, accountId, secretKey: keys.secretKey, endpointId, webhookSecret },
    paid: (card) => payByCard(town, tenant, stripe, card),
    refund: async ({ invoiceId, paymentId }, amount) => {
      const asked = { refundId: newId(), invoiceId, paymentId, amount, reason: 'requestedByCustomer' as const };
      await client.command(invoicing.refundPayment, asked, tenant.staff);
    },
    settled: () => settled(town, tenant),
  };
}

async function payByCard(town: Town, tenant: Tenant, stripe: Stripe, card = 'pm_card_visa'): Promise<Paid> {
  const { client } = town.platform;
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { paymentIntentId: intent } = await client.command(payments.preparePayment, { invoiceId }, customer);
  await stripe.paymentIntents.confirm(intent, { payment_method: card, return_url: 'https://pay.example/back' });
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const { payments: known } = await client.query(payments.listPayments, { invoiceId }, tenant.staff);
  const [payment] = known;
  if (!payment) throw new Error('it is paid and there is no payment');
  const { paymentId, chargeId } = payment;
  return { customerId: customer.customerId, invoiceId, paymentId, intent, charge: chargeId ?? '' };
}

async function settled(town: Town, { staff }: Tenant): Promise<void> {
  const { client } = town.platform;
  await until('every event is applied and every fee is known', async () => {
    const waiting = await client.query(payments.listWebhookEvents, { status: 'received', limit: 1 }, staff);
    const { payments: known } = await client.query(payments.listPayments, { limit: 100 }, staff);
    return waiting.events.length === 0 && known.every(({ fee }) => fee !== null);
  });
  await town.platform.quiet();
}
