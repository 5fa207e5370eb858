import { invoicing, notifications, payments, reporting } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilMail } from './mailbox.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'refunds' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

/** An invoice over 120.00 that was paid by card; the payment's id too. */
async function paidInvoice(tenant: Tenant, card = 'pm_card_visa', email = 'ada@example.com') {
  const customer = await town.customer(tenant, email);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, card);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const { payments: paid } = await town.platform.client.query(payments.listPayments, { invoiceId }, tenant.staff);
  return { customer, invoiceId, paymentId: paid[0]?.paymentId ?? '', intent: prepared.paymentIntentId };
}

type Paid = Awaited<ReturnType<typeof paidInvoice>>;
const refund = (tenant: Tenant, { invoiceId, paymentId }: Paid, amount: number, refundId = newId()) =>
  town.platform.client.command(
    invoicing.refundPayment,
    { refundId, invoiceId, paymentId, amount, reason: 'requestedByCustomer' },
    tenant.staff,
  );
const asked = async (tenant: Tenant, { invoiceId }: Paid) =>
  (await town.platform.client.query(invoicing.listRefundsAsked, { invoiceId }, tenant.staff)).refunds;
const atStripe = async ({ intent }: Paid) => (await town.stripe.refunds.list({ payment_intent: intent })).data;
const invoiceOf = (tenant: Tenant, { invoiceId }: Paid) =>
  town.platform.client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);

/** What staff were written to about. */
async function staffMails(tenant: Tenant): Promise<string[]> {
  await town.platform.quiet();
  const { mails } = await town.platform.client.query(notifications.listMails, { limit: 100 }, tenant.staff);
  return mails.map(({ kind }) => kind).filter((kind) => kind.startsWith('staffRefund'));
}

/** The journal's accounts that are not at zero, in GBP. */
async function balances(tenant: Tenant): Promise<Record<string, number>> {
  await town.platform.quiet();
  const { balances: all, balanced } = await town.platform.client.query(reporting.getTrialBalance, {}, tenant.staff);
  expect(balanced).toBe(true);
  return Object.fromEntries(all.filter(({ amount }) => amount !== 0).map(({ account, amount }) => [account, amount]));
}

test('a payment goes back in parts: Stripe has each once, the invoice is owed again, the books are whole', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant, 'pm_card_visa', 'refunded@example.com');
  const id = newId();
  expect(await refund(tenant, paid, 50_00, id)).toMatchObject({ due: 50_00, fromCredit: 0 });
  await expect(refund(tenant, paid, 50_00, id)).rejects.toMatchObject({ code: 'refund_exists' });
  await until('it is back', async () => (await asked(tenant, paid))[0]?.returned === 50_00);
  await refund(tenant, paid, 70_00);
  await until('all is back', async () => (await asked(tenant, paid)).every(({ pending }) => pending === 0));
  await expect(refund(tenant, paid, 1)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
  const refunds = await atStripe(paid);
  expect(refunds.map(({ amount, status }) => [amount, status]).sort()).toEqual([
    [50_00, 'succeeded'],
    [70_00, 'succeeded'],
  ]);
  expect(refunds.find(({ amount }) => amount === 50_00)?.metadata).toMatchObject({
    tenant_id: tenant.id,
    invoice_id: paid.invoiceId,
    refund_id: id,
  });
  expect(await invoiceOf(tenant, paid)).toMatchObject({ paid: 0, due: 120_00, status: 'open' });
  const books = await balances(tenant);
  expect(books).toMatchObject({ receivables: 120_00 });
  expect(books).not.toHaveProperty('refundsPayable');
  await untilMail(town, 'refunded@example.com', '£50.00 refunded by Northwind IT');
  await untilMail(town, 'refunded@example.com', '£70.00 refunded by Northwind IT');
});

test('two staff who refund the same payment at once give back no more than it brought', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant);
  const tried = await Promise.allSettled(Array.from({ length: 6 }, () => refund(tenant, paid, 50_00)));
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  await until('all is back', async () => (await asked(tenant, paid)).every(({ pending }) => pending === 0));
  const sum = (await atStripe(paid)).reduce((all, { amount }) => all + amount, 0);
  expect(sum).toBe(100_00);
});

test('the credit of a credit note goes back to the card; of what was paid over, too', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant);
  const note = await town.platform.client.command(
    invoicing.creditInvoice,
    { creditNoteId: newId(), invoiceId: paid.invoiceId, amount: 30_00, to: 'refund', reason: 'Returned' },
    tenant.staff,
  );
  expect(note.refundAsked).toBe(30_00);
  await until('it is back', async () => (await asked(tenant, paid))[0]?.returned === 30_00);
  expect(await atStripe(paid)).toMatchObject([{ amount: 30_00, metadata: { credit_note_id: note.creditNoteId } }]);
  expect(await invoiceOf(tenant, paid)).toMatchObject({ paid: 120_00, due: 0, status: 'paid' });
  expect(await balances(tenant)).not.toHaveProperty('customerCredit');
});

test('an answer that was lost and a Stripe that stumbles make one refund, not two', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant);
  const fault = { method: 'POST', path: '/v1/refunds', count: 1 };
  await town.admin('POST', '/faults', { ...fault, status: 500, when: 'after' });
  await refund(tenant, paid, 20_00);
  await until('it is back', async () => (await asked(tenant, paid))[0]?.returned === 20_00, 60_000);
  await town.admin('DELETE', '/faults');
  expect(await atStripe(paid)).toHaveLength(1);
});

test('a refund that was made and is neither told nor found goes again under its key, and is one', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant);
  // The SDK itself says once more what a broken connection swallowed.
  await town.admin('POST', '/faults', {
    ...{ method: 'POST', path: '/v1/refunds', count: 2 },
    ...{ effect: 'reset', when: 'after' },
  });
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/refunds', status: 503, count: 1 });
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  try {
    await refund(tenant, paid, 20_00);
    await until('it is back', async () => (await asked(tenant, paid))[0]?.returned === 20_00, 60_000);
    expect(await town.admin('GET', '/faults')).toEqual([]);
  } finally {
    await town.admin('DELETE', '/webhook-faults');
  }
  expect(await atStripe(paid)).toMatchObject([{ amount: 20_00 }]);
});

test('while Stripe does not say what became of a refund, the next look is set: it does not depend on this one', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant);
  const looks = (status: string) => behind.sql`
    select 1 from payments.ledger where tenant_id = ${tenant.id} and handler = 'payments.resolveRefund' and status = ${status}`;
  for (const method of ['POST', 'GET'])
    await town.admin('POST', '/faults', { method, path: '/v1/refunds', count: 1000, status: 500 });
  try {
    await refund(tenant, paid, 20_00);
    await until('the first look is set', async () => (await looks('waiting')).length === 1);
    town.platform.clock.setOffset(6 * 60_000);
    await until('Stripe is asked in vain', async () => (await looks('retrying')).length === 1);
    expect(await looks('waiting')).toHaveLength(1);
  } finally {
    town.platform.clock.setOffset(0);
    await town.admin('DELETE', '/faults');
  }
  await until('it is back', async () => (await asked(tenant, paid))[0]?.returned === 20_00, 60_000);
  expect(await atStripe(paid)).toHaveLength(1);
});

test('a refund that is pending waits, and one that fails after it had gone back is owed again, to be sent or made credit', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant, 'pm_card_refundFail');
  await refund(tenant, paid, 40_00);
  const [failed] = await until('it came back to us', async () => {
    const refunds = await asked(tenant, paid);
    return refunds[0]?.failed === 40_00 && refunds;
  });
  expect(failed).toMatchObject({ returned: 0, pending: 0, failure: expect.any(String) });
  expect(await balances(tenant)).toMatchObject({ refundsPayable: -40_00 });
  expect(await staffMails(tenant)).toEqual(['staffRefundFailed']);
  const { client } = town.platform;
  expect(
    await client.command(invoicing.withdrawRefund, { refundId: failed?.refundId ?? '' }, tenant.staff),
  ).toMatchObject({ amount: 40_00 });
  await expect(
    client.command(invoicing.retryRefund, { refundId: failed?.refundId ?? '' }, tenant.staff),
  ).rejects.toMatchObject({ code: 'nothing_failed' });
  expect(await balances(tenant)).toMatchObject({ customerCredit: -40_00 });
  expect(await invoiceOf(tenant, paid)).toMatchObject({ due: 40_00 });
});

test('money that came another way cannot go back by card: staff pay it and say so', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { client } = town.platform;
  const { issueDate } = await client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
  const paymentId = newId();
  await client.command(
    invoicing.recordPayment,
    { paymentId, invoiceId, amount: 120_00, method: 'bankTransfer', receivedOn: issueDate ?? '' },
    tenant.staff,
  );
  const paid = { customer, invoiceId, paymentId, intent: '' };
  await refund(tenant, paid, 120_00);
  const [failed] = await until('it cannot be sent', async () => {
    const refunds = await asked(tenant, paid);
    return refunds[0]?.failed === 120_00 && refunds;
  });
  expect(failed?.failure).toBe('noCardPayment');
  const settle = { refundId: failed?.refundId ?? '', method: 'bankTransfer' as const, paidOn: issueDate ?? '' };
  await expect(
    client.command(invoicing.settleRefund, { ...settle, paidOn: '2099-01-01' }, tenant.staff),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  await client.command(invoicing.settleRefund, settle, tenant.staff);
  const books = await balances(tenant);
  expect(books).not.toHaveProperty('refundsPayable');
  expect(books).not.toHaveProperty('bank');
});

test('a refund made in Stripe’s dashboard is taken into the books as if it had been asked for here', async () => {
  const tenant = await town.tenant();
  const paid = await paidInvoice(tenant);
  await town.stripe.refunds.create({ payment_intent: paid.intent, amount: 25_00 });
  const [taken] = await until('it is known', async () => {
    const refunds = await asked(tenant, paid);
    return refunds[0]?.returned === 25_00 && refunds;
  });
  expect(taken).toMatchObject({ amount: 25_00, paymentId: paid.paymentId });
  expect(await invoiceOf(tenant, paid)).toMatchObject({ paid: 95_00, due: 25_00 });
  expect(await balances(tenant)).not.toHaveProperty('refundsPayable');
  await expect(refund(tenant, paid, 100_00)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
});

test('another tenant’s payment, another invoice’s, and a customer who asks are refused', async () => {
  const [mine, theirs] = [await town.tenant(), await town.tenant()];
  const [paid, foreign, other] = [await paidInvoice(mine), await paidInvoice(theirs), await paidInvoice(mine)];
  await expect(refund(mine, { ...paid, invoiceId: foreign.invoiceId }, 1_00)).rejects.toMatchObject({
    code: 'invoice_not_found',
  });
  await expect(refund(mine, { ...paid, paymentId: other.paymentId }, 1_00)).rejects.toMatchObject({
    code: 'refund_exceeds_payment',
  });
  const { invoiceId, paymentId } = paid;
  const own = { refundId: newId(), invoiceId, paymentId, amount: 1_00, reason: 'duplicate' } as const;
  await expect(town.platform.client.command(invoicing.refundPayment, own, paid.customer)).rejects.toMatchObject({
    kind: 'denied',
  });
  expect(await atStripe(paid)).toEqual([]);
});
