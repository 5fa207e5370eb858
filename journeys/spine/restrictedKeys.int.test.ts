import { invoicing, payments } from '@purser/contracts';
import { prove } from '@purser/local';
import { until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { untilMail } from './mailbox.ts';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { type Payers, payersOf } from './payers.ts';
import { operatorAddress, startTown, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown();
  payers = payersOf(town);
});
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

/** What the settings page asks for, as Stripe's dashboard would grant it. */
const all = [
  ...['customer_write', 'payment_intent_write', 'setup_intent_write', 'payment_method_write', 'charge_write'],
  ...['balance_read', 'dispute_write', 'payout_read', 'event_read', 'webhook_write', 'accounts_kyc_basic_read'],
].map((name) => `rak_${name}`);

type Restricted = OwnAccount & { key: string; grant(permissions: readonly string[]): Promise<void> };
let made = 0;

/** A tenant whose key was restricted in Stripe's dashboard, and who may change what it was given. */
async function restricted(permissions: readonly string[] = all): Promise<Restricted> {
  const own = await ownAccount(town);
  made += 1;
  const key = `rk_test_journey${process.pid}x${made}`;
  const grant = async (given: readonly string[]) => {
    await town.admin('POST', `/accounts/${own.accountId}/restricted-keys`, { key, permissions: given.join(' ') });
  };
  await grant(permissions);
  const { keys } = await setupOf(own);
  const given = { mode: 'test' as const, secretKey: key, publishableKey: keys?.publishableKey ?? '' };
  await town.platform.client.command(payments.setStripeKeys, given, own.staff);
  await until('what was set is looked at', async () => (await setupOf(own)).checkedAt !== null);
  await town.platform.quiet();
  return { ...own, key, grant };
}

async function setupOf({ staff }: OwnAccount) {
  const { modes } = await town.platform.client.query(payments.getStripeSetup, {}, staff);
  const found = modes.find(({ mode }) => mode === 'test');
  if (!found) throw new Error('both modes are told of');
  return found;
}
const look = async ({ staff }: OwnAccount) =>
  (await town.platform.client.command(payments.checkStripe, { mode: 'test' }, staff)).verdicts;
const without = (...names: string[]) => all.filter((name) => !names.includes(`${name}`));
const troublesOf = async ({ staff }: OwnAccount) =>
  (await town.platform.client.query(payments.listTroubles, {}, staff)).troubles;

test('with all that the page asks for, a restricted key takes a payment, sends it back, and the day is proved', async () => {
  const own = await restricted();
  const verdicts = await look(own);
  const ofKey = verdicts.filter(({ item }) => item.startsWith('permission'));
  expect(ofKey).toHaveLength(10);
  expect(ofKey.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(verdicts.find(({ item }) => item === 'secretKey')?.verdict).toBe('ok');
  const paid = await own.paid();
  await own.refund(paid, 20_00);
  await until('it is back', async () => {
    const { refunds } = await town.platform.client.query(
      invoicing.listRefundsAsked,
      { invoiceId: paid.invoiceId },
      own.staff,
    );
    return refunds[0]?.returned === 20_00;
  });
  await own.settled();
  const today = town.platform.clock.business().toISOString().slice(0, 10);
  const result = await until('all is booked', async () => {
    const each = await prove(town.platform.client, { tenant: own.id, from: today, to: today }, { patience_ms: 60_000 });
    return each.proof.counts.pending === 0 && each;
  });
  expect(result.proof).toMatchObject({ verdict: 'proved' });
  expect(result.proof.counts).toMatchObject({
    chargesAtStripe: 1,
    paymentsHere: 1,
    refundsAtStripe: 1,
    refundsHere: 1,
  });
});

test.each([
  ['rak_customer_write', 'permissionCustomers', 'bad', 'Customers: Write'],
  ['rak_payment_intent_write', 'permissionPayments', 'bad', 'PaymentIntents: Write'],
  ['rak_setup_intent_write', 'permissionSetups', 'bad', 'SetupIntents: Write'],
  ['rak_payment_method_write', 'permissionCards', 'bad', 'PaymentMethods: Write'],
  ['rak_charge_write', 'permissionRefunds', 'bad', 'Charges and Refunds: Write'],
  ['rak_balance_read', 'permissionBalance', 'bad', 'Balance: Read'],
  ['rak_dispute_write', 'permissionDisputes', 'warning', 'Disputes: Write'],
  ['rak_payout_read', 'permissionPayouts', 'warning', 'Payouts: Read'],
  ['rak_event_read', 'permissionEvents', 'warning', 'Events: Read'],
  ['rak_webhook_write', 'permissionEndpoints', 'warning', 'Webhook Endpoints: Write'],
])('without %s the look says so of that alone, by its name in the dashboard', async (lacking, item, verdict, name) => {
  const own = await restricted(without(lacking));
  const ofKey = (await look(own)).filter((each) => each.item.startsWith('permission'));
  expect(ofKey.filter((each) => each.verdict !== 'ok')).toMatchObject([
    { item, verdict, text: expect.stringContaining(`lacks “${name}” (${lacking})`) },
  ]);
});

test.each(['rak_customer_write', 'rak_payment_intent_write'])(
  'without %s a payment ends at once, staff know why, nothing is held; granted, the same invoice is paid',
  async (lacking) => {
    const own = await restricted();
    const customer = await town.customer(own);
    const invoiceId = await town.invoice(own, customer.customerId);
    await own.grant(without(lacking));
    const { client } = town.platform;
    await expect(client.command(payments.preparePayment, { invoiceId }, customer)).rejects.toMatchObject({
      code: 'stripe_refused',
      message: expect.stringContaining('Nothing was charged'),
    });
    expect(await troublesOf(own)).toMatchObject([
      { invoiceId, status: 'failed', declineCode: 'more_permissions_required' },
    ]);
    // The look that follows by itself names it, and staff are written to.
    await until('the page names it', async () =>
      (await setupOf(own)).verdicts.some(({ verdict, text }) => verdict === 'bad' && text.includes(lacking)),
    );
    const mail = await untilMail(town, operatorAddress, 'checkStripe');
    expect(mail.text).toContain('the Stripe key lacks a permission');
    expect(mail.text).not.toContain(own.key.slice(-6));
    await until('nothing is held', async () => (await payers.invoiceOf(own, invoiceId)).held === 0);
    await own.grant(all);
    const { paymentIntentId } = await client.command(payments.preparePayment, { invoiceId }, customer);
    await own.stripe.paymentIntents.confirm(paymentIntentId, {
      payment_method: 'pm_card_visa',
      return_url: 'https://pay.example/back',
    });
    await untilInvoice(town, own.staff, invoiceId, 'paid');
  },
);

test('a refund that the key may not make has failed, and goes through when it is sent again after the grant', async () => {
  const own = await restricted();
  const paid = await own.paid();
  await own.grant(without('rak_charge_write'));
  await own.refund(paid, 20_00);
  const { client } = town.platform;
  const asked = async () =>
    (await client.query(invoicing.listRefundsAsked, { invoiceId: paid.invoiceId }, own.staff)).refunds;
  const [failed] = await until('it failed', async () => {
    const refunds = await asked();
    return refunds[0]?.failed === 20_00 && refunds;
  });
  expect(failed?.failure).toBe('more_permissions_required');
  await own.grant(all);
  await client.command(invoicing.retryRefund, { refundId: failed?.refundId ?? '' }, own.staff);
  await until('it is back', async () => (await asked())[0]?.returned === 20_00);
  expect((await own.stripe.refunds.list({ payment_intent: paid.intent })).data).toHaveLength(1);
});

test('a night on which the key may not charge blames nobody, and the next night charges once', async () => {
  const own = await restricted();
  const customer = await town.customer(own);
  const { client } = town.platform;
  const { customerId } = customer;
  const consent = 'I agree.';
  const form = await client.command(payments.prepareSetup, { customerId, consent }, customer);
  await own.stripe.setupIntents.confirm(form.setupIntentId, {
    payment_method: 'pm_card_visa',
    return_url: 'https://pay.example/back',
  });
  await until('the card is on file', async () => {
    const { methods } = await client.query(payments.listMethods, { customerId }, customer);
    return methods.length === 1;
  });
  await client.command(payments.setAutopay, { customerId, on: true, consent }, customer);
  const invoiceId = await town.invoice(own, customerId);
  await own.grant(without('rak_payment_intent_write'));
  payers.nightAfter(14);
  await payers.untilRun(own);
  await until('it could not be charged', async () => (await troublesOf(own)).length === 1);
  expect(await payers.autopayOf(own, invoiceId)).toMatchObject({ state: 'planned' });
  expect((await payers.autopayOf(own, invoiceId)).tries.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  await own.grant(all);
  payers.nightAfter(15);
  await untilInvoice(town, own.staff, invoiceId, 'paid');
  expect((await own.stripe.charges.list({ limit: 100 })).data).toHaveLength(1);
});
