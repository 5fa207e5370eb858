import { invoicing, notifications, payments, reporting } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

/** An invoice over 120.00, paid with a card whose holder's bank takes issue with it, and the dispute as it is known here. */
async function disputedInvoice(tenant: Tenant, card = 'pm_card_createDispute') {
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { client } = town.platform;
  const prepared = await client.command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, card);
  const dispute = await until('it is disputed', async () => {
    const { disputes } = await client.query(payments.listDisputes, { invoiceId }, tenant.staff);
    return disputes[0];
  });
  await town.platform.quiet();
  return { customer, invoiceId, dispute, paymentId: dispute.paymentId };
}

const invoiceOf = (tenant: Tenant, invoiceId: string) =>
  town.platform.client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
const say = (tenant: Tenant, disputeId: string, text: string) =>
  town.platform.client.command(payments.sendEvidence, { disputeId, text, submit: true }, tenant.staff);
const untilClosed = (tenant: Tenant, invoiceId: string, outcome: string) =>
  until(`it is ${outcome}`, async () => {
    const { disputes } = await town.platform.client.query(payments.listDisputes, { invoiceId }, tenant.staff);
    return disputes[0]?.outcome === outcome && disputes[0];
  });

async function balances(tenant: Tenant): Promise<Record<string, number>> {
  await town.platform.quiet();
  const { balances: all, balanced } = await town.platform.client.query(reporting.getTrialBalance, {}, tenant.staff);
  expect(balanced).toBe(true);
  return Object.fromEntries(
    all.filter(({ amount }) => amount !== 0).map(({ account, amount, currency }) => [`${account} ${currency}`, amount]),
  );
}

test('a dispute is flagged with its deadline, its money stands apart, and nothing can be refunded beside it', async () => {
  const tenant = await town.tenant();
  const { invoiceId, dispute, paymentId } = await disputedInvoice(tenant);
  expect(dispute).toMatchObject({ outcome: null, inquiry: false, status: 'needs_response', amount: 120_00 });
  expect(new Date(dispute.dueBy ?? 0).getTime()).toBeGreaterThan(town.platform.clock.business().getTime());
  expect(await invoiceOf(tenant, invoiceId)).toMatchObject({ disputed: 'open', status: 'paid' });
  await until('Stripe took the money', async () => (await balances(tenant))['disputesHeld GBP'] === 120_00);
  const { mails } = await town.platform.client.query(notifications.listMails, { limit: 100 }, tenant.staff);
  expect(mails.map(({ kind }) => kind)).toContain('staffDisputeOpened');
  await expect(
    town.platform.client.command(
      invoicing.refundPayment,
      { refundId: newId(), invoiceId, paymentId, amount: 1_00, reason: 'requestedByCustomer' },
      tenant.staff,
    ),
  ).rejects.toMatchObject({ code: 'payment_disputed' });
});

test('evidence that convinces wins the dispute: the money is back and the flag is gone', async () => {
  const tenant = await town.tenant();
  const { invoiceId, dispute } = await disputedInvoice(tenant);
  await say(tenant, dispute.disputeId, 'winning_evidence');
  const won = await untilClosed(tenant, invoiceId, 'won');
  expect(won).toMatchObject({ evidence: 'winning_evidence', submittedAt: expect.any(String) });
  await until('the flag is gone', async () => (await invoiceOf(tenant, invoiceId)).disputed === null);
  expect(await invoiceOf(tenant, invoiceId)).toMatchObject({ status: 'paid', due: 0 });
  await until('the money is back', async () => !((await balances(tenant))['disputesHeld GBP'] ?? 0));
  await expect(say(tenant, dispute.disputeId, 'more')).rejects.toMatchObject({ code: 'dispute_not_open' });
});

test('a dispute that is lost leaves the invoice owed, and nobody chases it until staff say so', async () => {
  const tenant = await town.tenant();
  const { invoiceId, dispute } = await disputedInvoice(tenant);
  const { client } = town.platform;
  await expect(client.command(invoicing.resumeChasing, { invoiceId }, tenant.staff)).rejects.toMatchObject({
    code: 'no_lost_dispute',
  });
  await client.command(payments.acceptDispute, { disputeId: dispute.disputeId }, tenant.staff);
  await untilClosed(tenant, invoiceId, 'lost');
  await until('it is owed', async () => (await invoiceOf(tenant, invoiceId)).due === 120_00);
  expect(await invoiceOf(tenant, invoiceId)).toMatchObject({ disputed: 'lost', paid: 0 });
  await until('the books have it', async () => !((await balances(tenant))['disputesHeld GBP'] ?? 0));
  expect(await balances(tenant)).toMatchObject({ 'receivables GBP': 120_00 });
  await client.command(invoicing.resumeChasing, { invoiceId }, tenant.staff);
  expect(await invoiceOf(tenant, invoiceId)).toMatchObject({ disputed: null });
});

test('a payment that became credit and whose dispute is lost leaves no credit, and no money apart in the books', async () => {
  const tenant = await town.tenant();
  const { client } = town.platform;
  const customer = await town.customer(tenant);
  const { customerId } = customer;
  const invoiceId = await town.invoice(tenant, customerId);
  const prepared = await client.command(payments.preparePayment, { invoiceId }, customer);
  const today = town.platform.clock.business().toISOString().slice(0, 10);
  const transfer = { paymentId: newId(), amount: 120_00, method: 'bankTransfer' as const, receivedOn: today };
  await client.command(invoicing.recordPayment, { ...transfer, invoiceId }, tenant.staff);
  await town.confirm(prepared, 'pm_card_createDispute');
  const creditOf = async () => (await client.query(invoicing.getCredit, { customerId }, tenant.staff)).credits;
  await until('the card’s money is credit', async () => (await creditOf())[0]?.amount === 120_00);
  const dispute = await until('it is disputed', async () => {
    const { disputes } = await client.query(payments.listDisputes, { invoiceId }, tenant.staff);
    return disputes[0];
  });
  await client.command(payments.acceptDispute, { disputeId: dispute.disputeId }, tenant.staff);
  await untilClosed(tenant, invoiceId, 'lost');
  await until('the credit is gone', async () => (await creditOf()).length === 0);
  expect(await invoiceOf(tenant, invoiceId)).toMatchObject({ status: 'paid', due: 0 });
  await until('the books have it', async () => {
    const known = await balances(tenant);
    return !known['disputesHeld GBP'] && !known['customerCredit GBP'];
  });
  const { entries } = await client.query(invoicing.getTimeline, { invoiceId }, tenant.staff);
  expect(entries.map(({ what }) => what)).toContain('creditReversed');
});

test('an inquiry takes no money; escalated it is a dispute like any', async () => {
  const tenant = await town.tenant();
  const { invoiceId, dispute } = await disputedInvoice(tenant, 'pm_card_createDisputeInquiry');
  expect(dispute).toMatchObject({ inquiry: true, status: 'warning_needs_response' });
  expect(await balances(tenant)).not.toHaveProperty('disputesHeld GBP');
  await say(tenant, dispute.disputeId, 'escalate_inquiry_evidence');
  await until('Stripe took the money', async () => (await balances(tenant))['disputesHeld GBP'] === 120_00);
  expect(await invoiceOf(tenant, invoiceId)).toMatchObject({ disputed: 'open' });
});

test('another tenant’s dispute is not found, and its own customers neither see nor answer one', async () => {
  const [mine, theirs] = [await town.tenant(), await town.tenant()];
  const { dispute, customer } = await disputedInvoice(theirs);
  await expect(say(mine, dispute.disputeId, 'losing_evidence')).rejects.toMatchObject({ code: 'dispute_not_found' });
  const { client } = town.platform;
  expect((await client.query(payments.listDisputes, {}, mine.staff)).disputes).toEqual([]);
  await expect(client.query(payments.listDisputes, {}, customer)).rejects.toMatchObject({ kind: 'denied' });
  await expect(
    client.command(payments.acceptDispute, { disputeId: dispute.disputeId }, customer),
  ).rejects.toMatchObject({ kind: 'denied' });
});
