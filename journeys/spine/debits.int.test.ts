import { invoicing, notifications, payments, reporting } from '@purser/contracts';
import { until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { untilMail } from './mailbox.ts';
import { consent, dayAfter, type Payer, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ lease_ms: 20_000 });
  payers = payersOf(town);
});
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const day_ms = 86_400_000;
const accepted = {
  customer_acceptance: {
    type: 'online' as const,
    online: { ip_address: '203.0.113.7', user_agent: 'Browser' },
  },
};
const return_url = 'https://pay.example/back';

/** The payer gives their bank account on the invoice's page. */
async function debit(invoiceId: string, customer: Payer['customer'], account: string): Promise<string> {
  const { paymentIntentId } = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  const confirm = { payment_method: account, mandate_data: accepted, return_url };
  const { latest_charge } = await town.stripe.paymentIntents.confirm(paymentIntentId, confirm);
  return String(latest_charge);
}
const answer = (charge: string, outcome: 'succeeded' | 'failed', failure_code?: string) =>
  town.admin('POST', `/debits/${charge}/settle`, { outcome, ...(failure_code && { failure_code }) });
const untilAttempt = (
  tenant: Tenant,
  invoiceId: string,
  what: string,
  is: (attempt: { status: string; code: string | null }) => boolean,
) => until(what, async () => (await payers.attempts(tenant, invoiceId)).find((each) => is(each)));
/** The journal's accounts that are not at zero. */
async function balances({ staff }: Tenant): Promise<Record<string, number>> {
  await town.platform.quiet();
  const { balances: all, balanced } = await town.platform.client.query(reporting.getTrialBalance, {}, staff);
  expect(balanced).toBe(true);
  return Object.fromEntries(all.filter(({ amount }) => amount !== 0).map(({ account, amount }) => [account, amount]));
}
const kindsAbout = async ({ staff }: Tenant, invoiceId: string) => {
  await town.platform.quiet();
  const { mails } = await town.platform.client.query(notifications.listMails, { invoiceId, limit: 100 }, staff);
  return mails.map(({ kind }) => kind);
};

test('a debit that is on its way is left alone; refused days later, the invoice is owed again, both sides are told with tact, and the card on file pays it once', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant, 'debited@example.com');
  const { customerId } = customer;
  await payers.giveCard({ tenant, customer }, 'pm_card_visa');
  await town.platform.client.command(payments.setAutopay, { customerId, on: true, consent }, customer);
  const invoiceId = await town.invoice(tenant, customerId);
  const before = await balances(tenant);
  payers.nightAfter(12);
  const charge = await debit(invoiceId, customer, 'pm_bacsDebit_insufficientFunds');
  await untilAttempt(tenant, invoiceId, 'it is on its way', ({ status }) => status === 'processing');
  expect(await payers.invoiceOf(tenant, invoiceId)).toMatchObject({ paid: 0, held: 120_00 });
  await payers.night(tenant, 14);
  expect(await payers.chargesOf(invoiceId)).toEqual([]);
  expect(await balances(tenant)).toEqual(before);

  await answer(charge, 'failed', 'insufficient_funds');
  await untilAttempt(tenant, invoiceId, 'it is refused', ({ code }) => code !== null);
  expect(await payers.invoiceOf(tenant, invoiceId)).toMatchObject({ paid: 0, due: 120_00 });
  expect(await balances(tenant)).toEqual(before);
  // Told once it is clear that nobody pays another way at once.
  town.platform.clock.setOffset(town.platform.clock.offset_ms() + 11 * 60_000);
  const mail = await untilMail(town, 'debited@example.com', 'did not go through');
  expect(mail.text).toContain('The card or account did not cover the amount this time.');
  expect(mail.text).toContain('Nothing was taken from your account.');
  await until('staff are told', async () => (await kindsAbout(tenant, invoiceId)).includes('staffPaymentFailed'));

  // What the customer began is theirs for a day; then it is given up, and the card on file is next.
  await payers.night(tenant, 15);
  await payers.night(tenant, 16);
  await payers.night(tenant, 17);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  await payers.night(tenant, 18);
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
  const after = await balances(tenant);
  expect(after.receivables ?? 0).toBe(0);
  expect((await kindsAbout(tenant, invoiceId)).filter((kind) => kind === 'paymentFailed')).toHaveLength(1);
});

test('a debit of an automatic payment is waited for; refused, it is tried again from that day on, once, and that one pays', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant, 'auto@example.com');
  const { customerId } = customer;
  const { client } = town.platform;
  const form = await client.command(payments.prepareSetup, { customerId, consent }, customer);
  const given = { payment_method: 'pm_bacsDebit_success', mandate_data: accepted, return_url };
  await town.stripe.setupIntents.confirm(form.setupIntentId, given);
  await until('the account is on file', async () => {
    const { methods } = await client.query(payments.listMethods, { customerId }, customer);
    return methods.some(({ type }) => type === 'bacs_debit');
  });
  await client.command(payments.setAutopay, { customerId, on: true, consent }, customer);
  await payers.setPolicy(tenant);
  const invoiceId = await town.invoice(tenant, customerId);
  payers.nightAfter(14);
  const first = await untilAttempt(tenant, invoiceId, 'it is on its way', ({ status }) => status === 'processing');
  await payers.night(tenant, 15);
  await payers.night(tenant, 16);
  expect(await payers.attempts(tenant, invoiceId)).toHaveLength(1);
  const intent = await town.stripe.paymentIntents.retrieve(first.paymentIntentId ?? '');
  town.platform.clock.setOffset(town.platform.clock.offset_ms() + day_ms);
  await answer(String(intent.latest_charge), 'failed', 'insufficient_funds');
  await until(
    'the try is over',
    async () => (await payers.autopayOf(tenant, invoiceId)).tries[0]?.outcome === 'refused',
  );
  // The policy's first wait, counted from the day of the bank's word and not from that of the try.
  expect((await payers.autopayOf(tenant, invoiceId)).nextOn).toBe(dayAfter(18));
  await payers.night(tenant, 18);
  const second = await untilAttempt(tenant, invoiceId, 'it is tried again', ({ status }) => status === 'processing');
  const again = await town.stripe.paymentIntents.retrieve(second.paymentIntentId ?? '');
  await answer(String(again.latest_charge), 'succeeded');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
  const kinds = await kindsAbout(tenant, invoiceId);
  expect(kinds.filter((kind) => kind === 'autopayRefused')).toHaveLength(1);
});

test('the bank’s word that comes twice, and after the refusal was dealt with, changes nothing', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const charge = await debit(invoiceId, customer, 'pm_bacsDebit_debitNotAuthorized');
  await answer(charge, 'failed', 'debit_not_authorized');
  await untilAttempt(tenant, invoiceId, 'it is refused', ({ code }) => code === 'debit_not_authorized');
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  for (const type of ['payment_intent.processing', 'payment_intent.payment_failed']) {
    const { data } = await town.stripe.events.list({ type, limit: 10 });
    const event = data.find(({ data: { object } }) => Reflect.get(object, 'id') === prepared.paymentIntentId);
    if (event) await town.admin('POST', `/events/${event.id}/resend`);
  }
  await town.platform.quiet();
  expect(await payers.invoiceOf(tenant, invoiceId)).toMatchObject({ status: 'paid', paid: 120_00, due: 0 });
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});

/** How the invoice's receipts say that it was paid, the oldest first. */
async function receiptsOf({ staff }: Tenant, invoiceId: string): Promise<string[]> {
  const { client } = town.platform;
  const { payments: paid } = await client.query(payments.listPayments, { invoiceId }, staff);
  const models = await Promise.all(
    paid.toReversed().map(({ paymentId }) => client.query(invoicing.getDocument, { documentId: paymentId }, staff)),
  );
  return models.map(({ model }) => (model.kind === 'receipt' ? model.method : model.kind));
}

test('a receipt says how the payment came: by direct debit, by card, and by card after a debit was refused', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const [debited, carded, both] = await Promise.all([
    town.invoice(tenant, customer.customerId),
    town.invoice(tenant, customer.customerId),
    town.invoice(tenant, customer.customerId),
  ]);
  const charge = await debit(debited, customer, 'pm_bacsDebit_success');
  const { client } = town.platform;
  await until('its kind is known while it is on its way', async () => {
    const { attempts } = await client.query(payments.listAttempts, { invoiceId: debited }, customer);
    return attempts[0]?.status === 'processing' && attempts[0].way === 'directDebit';
  });
  await answer(charge, 'succeeded');

  await town.confirm(await client.command(payments.preparePayment, { invoiceId: carded }, customer), 'pm_card_visa');

  const refused = await debit(both, customer, 'pm_bacsDebit_insufficientFunds');
  await untilAttempt(tenant, both, 'it is on its way', ({ status }) => status === 'processing');
  await answer(refused, 'failed', 'insufficient_funds');
  await untilAttempt(tenant, both, 'it is refused', ({ code }) => code !== null);
  await town.confirm(await client.command(payments.preparePayment, { invoiceId: both }, customer), 'pm_card_visa');

  for (const each of [debited, carded, both]) await untilInvoice(town, tenant.staff, each, 'paid');
  expect(await receiptsOf(tenant, debited)).toEqual(['Direct debit']);
  expect(await receiptsOf(tenant, carded)).toEqual(['Card']);
  expect(await receiptsOf(tenant, both)).toEqual(['Card']);
});

test('where word of the debit’s way was lost and only its success came, the receipt does not call it a card', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.admin('POST', '/webhook-faults', { drop: 1, drop_only: 'payment_intent.processing charge.' });
  const charge = await debit(invoiceId, customer, 'pm_bacsDebit_success');
  await answer(charge, 'succeeded');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  await town.admin('DELETE', '/webhook-faults');
  expect(await receiptsOf(tenant, invoiceId)).toEqual(['Online payment']);
});

test('a mandate that is taken back ends the account on file: autopay debits it no more, and says so as of any lost card', async () => {
  const { client } = town.platform;
  const tenant = await town.tenant();
  const customer = await town.customer(tenant, 'revoked@example.com');
  const { customerId } = customer;
  const other = await town.customer(tenant);
  const give = async (who: typeof customer) => {
    const form = await client.command(payments.prepareSetup, { customerId: who.customerId, consent }, who);
    const given = { payment_method: 'pm_bacsDebit_success', mandate_data: accepted, return_url };
    const { mandate } = await town.stripe.setupIntents.confirm(form.setupIntentId, given);
    await until('the account is on file', async () => (await methodsOf(who)).length === 1);
    return String(mandate);
  };
  const methodsOf = async (who: typeof customer) =>
    (await client.query(payments.listMethods, { customerId: who.customerId }, who)).methods;
  const mandate = await give(customer);
  await give(other);
  await client.command(payments.setAutopay, { customerId, on: true, consent }, customer);
  await payers.setPolicy(tenant);
  const invoiceId = await town.invoice(tenant, customerId);
  await town.admin('POST', `/mandates/${mandate}/revoke`);
  await until('it is off', async () => (await methodsOf(customer)).length === 0);
  expect(await methodsOf(other)).toHaveLength(1);
  await payers.night(tenant, 14);
  expect(await payers.attempts(tenant, invoiceId)).toEqual([]);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ state: 'stopped', tries: [] });
});
