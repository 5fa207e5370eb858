import { invoicing, payments, reporting } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTown, type Town, untilInvoice } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

async function aBill() {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  return { tenant, customer, invoiceId };
}

const prepare = (
  input: { invoiceId: string; amount?: number },
  who: { tenant: string; actor: never } | Parameters<Town['platform']['client']['command']>[2],
) => town.platform.client.command(payments.preparePayment, input, who);

test('an invoice is paid half by one card, then in full by another, and the journal balances with the fee', async () => {
  const { tenant, customer, invoiceId } = await aBill();
  const first = await prepare({ invoiceId, amount: 6000 }, customer);
  expect(first).toMatchObject({ amount: 6000, currency: 'GBP' });
  expect((await town.confirm(first, 'pm_card_visa')).body.status).toBe('succeeded');
  expect((await untilInvoice(town, tenant.staff, invoiceId, 'partlyPaid')).due).toBe(6000);
  const second = await prepare({ invoiceId }, customer);
  expect(second.amount).toBe(6000);
  await town.confirm(second, 'pm_card_mastercard');
  const paid = await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect([paid.paid, paid.due, paid.held]).toEqual([12000, 0, 0]);
  const fees = await until('both fees', async () => {
    const { payments: list } = await town.platform.client.query(payments.listPayments, { invoiceId }, tenant.staff);
    return list.length === 2 && list.every((p) => p.fee !== null) && list;
  });
  expect(fees.map((p) => [p.amount, p.fee, p.net])).toEqual([
    [6000, 204, 5796],
    [6000, 204, 5796],
  ]);
  await until('fees in the journal', async () => {
    const { balances, balanced } = await town.platform.client.query(reporting.getTrialBalance, {}, tenant.staff);
    const by = Object.fromEntries(balances.map((b) => [b.account, b.amount]));
    return (
      balanced &&
      by.stripeFees === 408 &&
      by.stripeClearing === 12000 - 408 &&
      (by.receivables ?? 0) === 0 &&
      by.revenue === -10000 &&
      by.taxPayable === -2000
    );
  });
});

test('Stripe is not asked for the secret of a payment that it just made, and is for one that was made before', async () => {
  const { customer, invoiceId } = await aBill();
  const first = await prepare({ invoiceId }, customer);
  const path = `/v1/payment_intents/${first.paymentIntentId}`;
  const reads = async () => {
    const requests = z
      .array(z.object({ method: z.string(), path: z.string() }))
      .parse(await town.admin('GET', '/requests'));
    return requests.filter((each) => each.method === 'GET' && each.path === path).length;
  };
  expect(await reads()).toBe(0);
  const again = await prepare({ invoiceId }, customer);
  expect([again.attemptId, again.clientSecret]).toEqual([first.attemptId, first.clientSecret]);
  expect(first.clientSecret).toMatch(/_secret_/);
  expect(await reads()).toBe(1);
});

test('a declined card leaves the attempt open, and a good card with 3D Secure finishes it', async () => {
  const { tenant, customer, invoiceId } = await aBill();
  const attempt = await prepare({ invoiceId }, customer);
  const declined = await town.confirm(attempt, 'pm_card_visa_chargeDeclinedInsufficientFunds');
  expect([declined.status, declined.body.error?.decline_code]).toEqual([402, 'insufficient_funds']);
  await until('the decline is known', async () => {
    const seen = await town.platform.client.query(payments.getAttempt, { attemptId: attempt.attemptId }, customer);
    return seen.status === 'created' && seen.declineCode === 'insufficient_funds';
  });
  const challenged = await town.confirm(attempt, 'pm_card_threeDSecure2Required');
  expect(challenged.body.status).toBe('requires_action');
  await town.admin('POST', `/intents/${attempt.paymentIntentId}/authenticate`, { outcome: 'complete' });
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
});

test('asking again for the same amount gives the same intent; for another, the first is cancelled at Stripe', async () => {
  const { customer, invoiceId } = await aBill();
  const first = await prepare({ invoiceId, amount: 5000 }, customer);
  expect((await prepare({ invoiceId, amount: 5000 }, customer)).paymentIntentId).toBe(first.paymentIntentId);
  const other = await prepare({ invoiceId, amount: 7000 }, customer);
  expect(other.paymentIntentId).not.toBe(first.paymentIntentId);
  expect((await town.stripe.paymentIntents.retrieve(first.paymentIntentId)).status).toBe('canceled');
  expect((await town.confirm(first, 'pm_card_visa')).status).toBe(400);
});

test('two tabs that pay at once charge once', async () => {
  const { tenant, customer, invoiceId } = await aBill();
  const tabs = await Promise.allSettled([
    prepare({ invoiceId }, customer),
    prepare({ invoiceId }, customer),
    prepare({ invoiceId }, customer),
  ]);
  const ready = tabs.flatMap((tab) => (tab.status === 'fulfilled' ? [tab.value] : []));
  expect(ready.length).toBeGreaterThan(0);
  for (const tab of tabs) if (tab.status === 'rejected') expect(tab.reason).toMatchObject({ kind: 'conflict' });
  await Promise.all(ready.map((tab) => town.confirm(tab, 'pm_card_visa')));
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const intents = await town.stripe.paymentIntents.list({ limit: 100 });
  const mine = intents.data.filter(
    (intent) => intent.metadata.invoice_id === invoiceId && intent.status === 'succeeded',
  );
  expect(mine).toHaveLength(1);
});

test('the client secret is in the reply and nowhere in the database', async () => {
  const { customer, invoiceId } = await aBill();
  const prepared = await prepare({ invoiceId }, { ...customer, key: 'once' });
  expect(prepared.clientSecret).toMatch(/_secret_/);
  const again = await prepare({ invoiceId }, { ...customer, key: 'once' });
  expect(again.clientSecret).toBe(prepared.clientSecret);
  const { relay } = town.platform.service('payments').connections;
  const rows = await relay.sql`select * from ledger where tenant_id = ${customer.tenant}`;
  expect(JSON.stringify(rows)).not.toContain('_secret_');
});

test("another customer's and another tenant's invoice is not found", async () => {
  const { tenant, invoiceId } = await aBill();
  const [stranger, elsewhere] = [await town.customer(tenant), await town.tenant()];
  await expect(prepare({ invoiceId }, stranger)).rejects.toMatchObject({ kind: 'notFound' });
  await expect(prepare({ invoiceId }, elsewhere.staff)).rejects.toMatchObject({ kind: 'notFound' });
  await expect(prepare({ invoiceId: newId() }, tenant.staff)).rejects.toMatchObject({ kind: 'notFound' });
});

test('more than is due is refused, and nothing is held or made', async () => {
  const { tenant, customer, invoiceId } = await aBill();
  await expect(prepare({ invoiceId, amount: 12001 }, customer)).rejects.toMatchObject({ kind: 'rejected' });
  const invoice = await town.platform.client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
  expect(invoice.held).toBe(0);
  expect((await prepare({ invoiceId, amount: 12000 }, customer)).amount).toBe(12000);
});
