import { notifications, payments } from '@purser/contracts';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { consent, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

// What two do at the same moment with one customer's cards and bills.

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ reply_ms: 20_000 });
  payers = payersOf(town);
});
afterEach(async () => {
  town.platform.clock.setOffset(0);
  await town.admin('DELETE', '/faults');
  await town.admin('DELETE', '/webhook-faults');
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const client = () => town.platform.client;
const return_url = 'https://pay.example/back';
const commands = ({ id }: Tenant, handler: string) =>
  payers.behind.sql<{ status: string; attempts: number }[]>`
    select status, attempts from payments.ledger where tenant_id = ${id} and handler = ${handler} and status <> 'waiting'`;

test('of the first two cards that a customer gives at once one stands first, and neither has to be taken in again', async () => {
  const itself = await town.platform.speakAs('payments');
  const tenant = await town.tenant();
  for (let round = 0; round < 6; round += 1) {
    const customer = await town.customer(tenant);
    const { customerId } = customer;
    await town.admin('POST', '/webhook-faults', { drop: 1 });
    const forms = [];
    for (const payment_method of ['pm_card_visa', 'pm_card_mastercard']) {
      const { setupIntentId } = await client().command(payments.prepareSetup, { customerId, consent }, customer);
      await town.stripe.setupIntents.confirm(setupIntentId, { payment_method, return_url });
      forms.push(setupIntentId);
    }
    await Promise.all(
      forms.map((setupIntentId) =>
        itself.command(payments.followSetup, { setupIntentId }, asService(tenant.id, 'payments')),
      ),
    );
    const { methods } = await client().query(payments.listMethods, { customerId }, customer);
    expect(methods.map(({ isDefault }) => isDefault).toSorted()).toEqual([false, true]);
  }
  const taken = await commands(tenant, 'payments.followSetup');
  expect(taken.filter(({ attempts }) => attempts > 0)).toEqual([]);
});

test('a customer who agrees anew while a night begins waits for it, and neither has to be tried again', async () => {
  const { tenant, customer } = await payers.payer();
  const { customerId } = customer;
  const invoiceId = await town.invoice(tenant, customerId);
  await town.platform.quiet();
  const [run] = await payers.behind.sql<{ timer: string }[]>`
    select timer from payments.autopay_runs where tenant_id = ${tenant.id}`;
  await payers.behind.sql`
    update payments.bills set step = 1, next_on = due_on - 60 where tenant_id = ${tenant.id} and invoice_id = ${invoiceId}`;
  const itself = await town.platform.speakAs('payments');
  const waiting = (count: number) =>
    until(`${count} wait`, async () => {
      const rows = await payers.behind
        .sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return rows.count >= count;
    });
  const sent: Promise<unknown>[] = [];
  await payers.behind.plainTx(async ({ sql }) => {
    await sql`select from payments.bills where tenant_id = ${tenant.id} for update`;
    sent.push(client().command(payments.setAutopay, { customerId, on: true, consent }, customer));
    await waiting(1);
    const timer = { timer: run?.timer ?? '' };
    sent.push(itself.command(payments.runAutopay, timer, asService(tenant.id, 'payments')));
    await waiting(2);
  });
  await Promise.all(sent);
  for (const handler of ['payments.setAutopay', 'payments.runAutopay'])
    expect((await commands(tenant, handler)).filter(({ attempts }) => attempts > 0)).toEqual([]);
});

test('a customer who gives their bank account while the night’s charge is on its way is not told that a bank refused', async () => {
  const { tenant, customer } = await payers.payer();
  const { customerId } = customer;
  const invoiceId = await town.invoice(tenant, customerId);
  await town.platform.quiet();
  const confirming = { method: 'POST', path: '/v1/payment_intents/*/confirm' };
  await town.admin('POST', '/faults', { ...confirming, status: 503 });
  const itself = await town.platform.speakAs('payments');
  const charge = itself.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments'));
  charge.catch(() => {});
  await until(
    'it is tried again',
    async () => ((await commands(tenant, 'payments.chargeInvoice'))[0]?.attempts ?? 0) > 3,
  );
  const { paymentIntentId } = await client().command(payments.preparePayment, { invoiceId }, customer);
  const online = { ip_address: '203.0.113.7', user_agent: 'Browser' };
  await town.admin('DELETE', '/faults');
  const { status } = await town.stripe.paymentIntents.confirm(paymentIntentId, {
    payment_method: 'pm_bacsDebit_success',
    mandate_data: { customer_acceptance: { type: 'online', online } },
    return_url,
  });
  expect(status).toBe('processing');
  await payers.untilDone(tenant);
  expect(await payers.attempts(tenant, invoiceId)).toMatchObject([{ status: 'processing', code: null }]);
  const { tries } = await payers.autopayOf(tenant, invoiceId);
  expect(tries.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  const { mails } = await client().query(notifications.listMails, { invoiceId, limit: 100 }, tenant.staff);
  expect(mails.map(({ kind }) => kind)).not.toContain('paymentFailed');
});

test('an account that is gone at the moment of a charge blames no card: the charge waits, and goes through once', async () => {
  const { tenant, customer } = await payers.payer();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  const confirming = { method: 'POST', path: '/v1/payment_intents/*/confirm' };
  await town.admin('POST', '/faults', { ...confirming, status: 403, code: 'account_invalid', count: 1 });
  const itself = await town.platform.speakAs('payments');
  await itself.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments')).catch(() => {});
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const { tries } = await payers.autopayOf(tenant, invoiceId);
  expect(tries.map(({ outcome }) => outcome)).toEqual(['succeeded']);
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});
