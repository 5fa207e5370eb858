import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asTenant, type Connected, type ConnectTown, startConnectTown } from './connectTown.ts';
import { consent } from './payers.ts';
import { untilInvoice } from './town.ts';

let town: ConnectTown;

beforeAll(async () => {
  town = await startConnectTown();
});
afterAll(() => town?.stop());

/** A customer who gave a card to be kept, at the account that their browser was told. */
async function withCard(tenant: Connected) {
  const { client } = town.platform;
  const ada = await town.customerOf(tenant);
  const { customerId } = ada;
  const prepared = await client.command(payments.prepareSetup, { customerId, consent }, ada);
  expect(prepared.connectedAccount).toBe(tenant.account);
  const given = { payment_method: 'pm_card_visa', return_url: 'https://pay.example/back' };
  const at = { stripeAccount: tenant.account };
  await town.stripe.setupIntents.confirm(prepared.setupIntentId, given, at);
  await until('the card is on file', async () => {
    const { methods } = await client.query(payments.listMethods, { customerId }, ada);
    return methods.length === 1;
  });
  return ada;
}

/** Pays, is charged with the customer away, refunded in part, and disputed. */
async function everyFlow(tenant: Connected): Promise<void> {
  const { client } = town.platform;
  const terms = { basisPoints: 250, fixed: [], by: newId() };
  await client.command(payments.setApplicationFee, terms, asService(tenant.id, 'gateway'));
  const ada = await withCard(tenant);
  await client.command(payments.setAutopay, { customerId: ada.customerId, on: true, consent }, ada);
  const automatic = await town.invoice(asTenant(tenant), ada.customerId);
  await client.command(payments.chargeInvoice, { invoiceId: automatic }, tenant.staff);
  await untilInvoice(town, tenant.staff, automatic, 'paid');

  const paid = await town.pay(tenant);
  await untilInvoice(town, tenant.staff, paid.invoiceId, 'paid');
  const { payments: taken } = await client.query(payments.listPayments, { invoiceId: paid.invoiceId }, tenant.staff);
  const refund = { refundId: newId(), invoiceId: paid.invoiceId, paymentId: taken[0]?.paymentId ?? '', amount: 2_000 };
  await client.command(invoicing.refundPayment, { ...refund, reason: 'requestedByCustomer' }, tenant.staff);
  await until('it went back', async () => {
    const { refunds } = await client.query(payments.listRefunds, { invoiceId: paid.invoiceId }, tenant.staff);
    return refunds[0]?.status === 'succeeded';
  });

  const disputed = await town.pay(tenant, 'pm_card_createDispute');
  await until('it is disputed', async () => {
    const { disputes } = await client.query(payments.listDisputes, { invoiceId: disputed.invoiceId }, tenant.staff);
    return disputes.length === 1;
  });
}

/** The ids of everything that lives at an account. */
async function livesAt(account: string | null): Promise<string[]> {
  const at = account === null ? {} : { stripeAccount: account };
  const all = { limit: 100 };
  const lists = await Promise.all([
    town.stripe.customers.list(all, at),
    town.stripe.paymentIntents.list(all, at),
    town.stripe.setupIntents.list(all, at),
    town.stripe.charges.list(all, at),
    town.stripe.refunds.list(all, at),
    town.stripe.disputes.list(all, at),
  ]);
  // Each flow left something, or nothing is shown by this.
  if (account !== null) expect(lists.map(({ data }) => data.length > 0)).toEqual(Array(lists.length).fill(true));
  return lists.flatMap(({ data }) => data.map(({ id }) => id));
}

const ownRows = (tenant: string) => town.behind.sql<{ id: string; account: string }[]>`
  select stripe_customer_id as id, account from payments.stripe_customers where tenant_id = ${tenant}
  union all select payment_intent_id, account from payments.attempts where tenant_id = ${tenant}
  union all select setup_intent_id, account from payments.setups where tenant_id = ${tenant}
  union all select stripe_refund_id, account from payments.refunds where tenant_id = ${tenant}
  union all select stripe_dispute_id, account from payments.disputes where tenant_id = ${tenant}`;

test('two companies, every flow: no object of one is ever on the other’s account, and none on the platform’s', async () => {
  const [a, b] = [await town.connected(), await town.connected()];
  await Promise.all([everyFlow(a), everyFlow(b)]);
  for (const [mine, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const [here, there, platform] = [await livesAt(mine.account), await livesAt(other.account), await livesAt(null)];
    for (const { id, account } of await ownRows(mine.id)) {
      expect(account).toBe(mine.account);
      expect(here).toContain(id);
      expect(there).not.toContain(id);
      expect(platform).not.toContain(id);
    }
    const events = await town.behind.sql<{ account: string }[]>`
      select distinct account from payments.webhook_events where tenant_id = ${mine.id}`;
    expect(events.map(({ account }) => account)).toEqual([mine.account]);
  }
});
