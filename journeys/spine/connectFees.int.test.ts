import { invoicing, payments, reporting } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connected, type ConnectTown, startConnectTown } from './connectTown.ts';
import { untilInvoice } from './town.ts';

let town: ConnectTown;

beforeAll(async () => {
  town = await startConnectTown();
});
afterAll(() => town?.stop());

const by = newId();
const setFee = ({ id }: Connected, terms: { basisPoints: number; fixed?: { currency: string; amount: number }[] }) =>
  town.platform.client.command(payments.setApplicationFee, { fixed: [], ...terms, by }, asService(id, 'gateway'));

async function untilFee({ staff }: Connected, invoiceId: string) {
  return until('the fee is known', async () => {
    const { payments: list } = await town.platform.client.query(payments.listPayments, { invoiceId }, staff);
    return list[0]?.fee != null && list[0];
  });
}

async function accountsOf({ staff }: Connected): Promise<Record<string, number>> {
  const { balances, balanced } = await town.platform.client.query(reporting.getTrialBalance, {}, staff);
  expect(balanced).toBe(true);
  return Object.fromEntries(balances.map(({ account, amount }) => [account, amount]));
}

test('of 100.00 the tenant keeps 94.30: 2.90 and 0.30 are Stripe’s and 2.50 the platform’s, at Stripe and in the books', async () => {
  const tenant = await town.connected();
  await setFee(tenant, { basisPoints: 250 });
  const { invoiceId, prepared } = await town.pay(tenant, 'pm_card_visa', 10_000);
  const payment = await untilFee(tenant, invoiceId);
  expect(payment).toMatchObject({ amount: 10_000, fee: 570, net: 9_430 });
  const at = { stripeAccount: tenant.account };
  const intent = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId, {}, at);
  expect(intent.application_fee_amount).toBe(250);
  // The payment and its fee are two events, booked in any order.
  const booked = await until('both are booked', async () => {
    const accounts = await accountsOf(tenant);
    return accounts.applicationFees === 250 && (accounts.stripeClearing ?? 0) > 0 && accounts;
  });
  expect(booked).toMatchObject({ stripeFees: 320, applicationFees: 250, stripeClearing: 9_430 });
  const [attempt] = await town.behind.sql`
    select application_fee from payments.attempts where payment_intent_id = ${prepared.paymentIntentId}`;
  expect(attempt?.application_fee).toBe(250n);
});

test('percent and fixed part above the payment take the payment and no more', async () => {
  const tenant = await town.connected();
  await setFee(tenant, { basisPoints: 10_000, fixed: [{ currency: 'GBP', amount: 5_000 }] });
  const { prepared } = await town.pay(tenant, 'pm_card_visa', 1_000);
  const at = { stripeAccount: tenant.account };
  const intent = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId, {}, at);
  expect(intent.application_fee_amount).toBe(1_000);
});

test('refunds give the fee back in proportion, and in several parts the whole of it to the penny', async () => {
  const tenant = await town.connected();
  await setFee(tenant, { basisPoints: 333, fixed: [{ currency: 'GBP', amount: 1 }] });
  const { invoiceId } = await town.pay(tenant, 'pm_card_visa', 10_000);
  const { paymentId } = await untilFee(tenant, invoiceId);
  const back = async () => {
    const rows = await town.behind.sql<{ fee_returned: bigint | null }[]>`
      select fee_returned from payments.refunds where tenant_id = ${tenant.id} order by created_at`;
    return rows.map((row) => row.fee_returned);
  };
  const sizes = [3_333, 3_333, 3_334];
  for (const [index, amount] of sizes.entries()) {
    const refund = { refundId: newId(), invoiceId, paymentId, amount, reason: 'requestedByCustomer' as const };
    await town.platform.client.command(invoicing.refundPayment, refund, tenant.staff);
    await until('it went back', async () => (await back()).filter((each) => each !== null).length === index + 1);
  }
  const parts = (await back()).map(Number);
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(334);
  await until('the books know', async () => ((await accountsOf(tenant)).applicationFees ?? 0) === 0);
});

test('a tenant may not set what the platform takes of it, whoever of its staff asks', async () => {
  const tenant = await town.connected();
  await expect(
    town.platform.client.command(payments.setApplicationFee, { basisPoints: 0, fixed: [], by }, tenant.staff),
  ).rejects.toMatchObject({ kind: 'denied' });
});

test('on its own keys a tenant pays the platform nothing', async () => {
  const tenant = await town.tenant();
  await town.platform.client.command(
    payments.setApplicationFee,
    { basisPoints: 250, fixed: [], by },
    asService(tenant.id, 'gateway'),
  );
  const ada = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, ada.customerId);
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, ada);
  expect(prepared.connectedAccount).toBeNull();
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const intent = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId);
  expect(intent.application_fee_amount).toBeNull();
});
