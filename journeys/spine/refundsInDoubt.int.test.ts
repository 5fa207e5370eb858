import { invoicing, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

// Money that goes back where Stripe says neither yes nor no, or cannot take what it is asked for.

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 4, name: 'refundsInDoubt' });
});
afterEach(async () => {
  await town.admin('DELETE', '/faults');
  await town.admin('DELETE', '/webhook-faults');
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const client = () => town.platform.client;

async function paid(tenant: Tenant, invoiceId?: string) {
  const customer = await town.customer(tenant);
  const of = invoiceId ?? (await town.invoice(tenant, customer.customerId));
  return payOff(tenant, customer, of);
}

async function payOff(tenant: Tenant, customer: Awaited<ReturnType<Town['customer']>>, invoiceId: string) {
  const prepared = await client().command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const { payments: known } = await client().query(payments.listPayments, { invoiceId }, tenant.staff);
  return { invoiceId, customer, paymentId: known[0]?.paymentId ?? '', intent: prepared.paymentIntentId };
}
type Paid = Awaited<ReturnType<typeof paid>>;

async function refund({ staff }: Tenant, { invoiceId, paymentId }: Paid, amount: number): Promise<string> {
  const refundId = newId();
  const asked = { refundId, invoiceId, paymentId, amount, reason: 'requestedByCustomer' as const };
  await client().command(invoicing.refundPayment, asked, staff);
  return refundId;
}
const asked = async ({ staff }: Tenant, { invoiceId }: Paid) =>
  (await client().query(invoicing.listRefundsAsked, { invoiceId }, staff)).refunds[0];
const atStripe = async ({ intent }: Paid) => (await town.stripe.refunds.list({ payment_intent: intent })).data;
const commands = ({ id }: Tenant, handler: string) =>
  behind.sql<{ status: string; attempts: number }[]>`
    select status, attempts from payments.ledger where tenant_id = ${id} and handler = ${handler}`;
const rule = (given: object) => town.admin('POST', '/faults', { method: 'POST', path: '/v1/refunds', ...given });

/** The refund is made, and its answer is lost; from then on the account lets the platform do nothing. */
async function lostThenShutOut(): Promise<void> {
  // The SDK itself says once more what a broken connection swallowed.
  await rule({ count: 2, effect: 'reset', when: 'after' });
  await rule({ status: 403, code: 'account_invalid' });
  await rule({ method: 'GET', status: 403, code: 'account_invalid' });
}

test('a refund whose answer was lost before the platform was shut out is no failed one: let in again it is one, not two', async () => {
  const tenant = await town.tenant();
  const one = await paid(tenant);
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  await lostThenShutOut();
  await refund(tenant, one, 20_00);
  await until(
    'it was tried again',
    async () => ((await commands(tenant, 'payments.sendRefund'))[0]?.attempts ?? 0) > 1,
  );
  expect(await asked(tenant, one)).toMatchObject({ failed: 0, pending: 20_00 });
  await town.admin('DELETE', '/faults');
  await until('it is back', async () => (await asked(tenant, one))?.returned === 20_00, 60_000);
  expect(await atStripe(one)).toHaveLength(1);
});

test('a refund that Stripe told of is back, whatever is said to its own command later', async () => {
  const tenant = await town.tenant();
  const one = await paid(tenant);
  await rule({ count: 2, effect: 'reset', when: 'after' });
  const away = (await rule({ status: 503 })) as { id: string };
  await rule({ status: 400, code: 'charge_already_refunded' });
  await rule({ method: 'GET', status: 503 });
  await refund(tenant, one, 20_00);
  await until('Stripe told of it', async () => (await asked(tenant, one))?.returned === 20_00);
  await town.admin('DELETE', `/faults/${away.id}`);
  await until('its command ends', async () => (await commands(tenant, 'payments.sendRefund'))[0]?.status === 'done');
  await town.platform.quiet();
  expect(await asked(tenant, one)).toMatchObject({ returned: 20_00, failed: 0 });
});

test('of dinars, what Stripe takes goes back; the fils it cannot send wait for staff', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const { customerId } = customer;
  const invoiceId = newId();
  const lines = [{ id: 'l1', description: 'Managed laptops', quantity: '1', unitAmount: 12_340, taxes: [] }];
  await client().command(invoicing.draftInvoice, { invoiceId, customerId, currency: 'KWD', lines }, tenant.staff);
  await client().command(invoicing.issueInvoice, { invoiceId }, tenant.staff);
  const one = await payOff(tenant, customer, invoiceId);
  const refundId = await refund(tenant, one, 1_234);
  await until('what can be sent is back', async () => (await asked(tenant, one))?.returned === 1_230, 30_000);
  expect(await asked(tenant, one)).toMatchObject({ failed: 4, pending: 0, failure: 'notSendable' });
  expect(await atStripe(one)).toMatchObject([{ amount: 1_230, status: 'succeeded' }]);
  await client().command(invoicing.withdrawRefund, { refundId }, tenant.staff);
  expect(await asked(tenant, one)).toMatchObject({ failed: 0, withdrawn: 4 });
});

test('a payment that settled nothing, since its invoice was paid another way, goes back like any other', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const prepared = await client().command(payments.preparePayment, { invoiceId }, customer);
  const { issueDate } = await client().query(invoicing.getInvoice, { invoiceId }, tenant.staff);
  const cheque = { invoiceId, amount: 120_00, method: 'bankTransfer' as const, receivedOn: issueDate ?? '' };
  const chequeId = newId();
  await client().command(invoicing.recordPayment, { paymentId: chequeId, ...cheque }, tenant.staff);
  await town.confirm(prepared, 'pm_card_visa');
  const paymentId = await until('its money is there', async () => {
    const { payments: known } = await client().query(payments.listPayments, { invoiceId }, tenant.staff);
    return known[0]?.paymentId;
  });
  await town.platform.quiet();
  // All that came is 240.00: either may go back, and both.
  const both = { customer, invoiceId, intent: prepared.paymentIntentId };
  await refund(tenant, { ...both, paymentId }, 120_00);
  await until('it is back', async () => (await asked(tenant, { ...both, paymentId }))?.returned === 120_00);
  await refund(tenant, { ...both, paymentId: chequeId }, 120_00);
  expect(await atStripe({ ...both, paymentId })).toMatchObject([{ amount: 120_00 }]);
});

test('a refund that is asked for while Stripe tells of a dispute or of another refund waits its turn: neither has to be tried again', async () => {
  const itself = await town.platform.speakAs('payments');
  const speaker = await town.platform.speakAs('invoicing');
  const tenant = await town.tenant();
  const one = await paid(tenant);
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  const made = await town.stripe.refunds.create({ payment_intent: one.intent, amount: 10_00 });
  const { customerId } = one.customer;
  const ours = { refundId: newId(), invoiceId: one.invoiceId, paymentId: one.paymentId, customerId };
  const asking = {
    ...ours,
    creditNoteId: null,
    reason: 'requestedByCustomer' as const,
    amount: 20_00,
    currency: 'GBP',
  };
  const waiting = (count: number) =>
    until(`${count} wait for the payment`, async () => {
      const rows =
        await behind.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return rows.count >= count;
    });
  const sent: Promise<unknown>[] = [];
  await behind.plainTx(async ({ sql }) => {
    await sql`select from payments.payments where payment_id = ${one.paymentId} for update`;
    sent.push(itself.command(payments.followRefund, { stripeRefundId: made.id }, asService(tenant.id, 'payments')));
    await waiting(1);
    sent.push(speaker.command(payments.sendRefund, asking, asService(tenant.id, 'invoicing')));
    await waiting(2);
  });
  await Promise.all(sent);
  for (const handler of ['payments.followRefund', 'payments.sendRefund'])
    expect(await commands(tenant, handler)).toEqual([{ status: 'done', attempts: 0 }]);
});
