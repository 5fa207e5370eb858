import { invoicing as contract, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  moveTo,
  type Owed,
  openWorld,
  pay,
  payment,
  read,
  type Succeeded,
  setTime,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

type Outcome = z.input<typeof payments.disputeClosed.input>['outcome'];
type Paid = Pick<Succeeded, 'paymentId'>;

const minute = (at: number) => new Date(Date.UTC(2026, 0, 1, 12, at)).toISOString();

function ofDispute({ invoiceId, customerId }: Owed, { paymentId }: Paid, disputeId: string, at: string) {
  return { disputeId, paymentId, invoiceId, customerId, amount: 120_00, currency: 'GBP', at };
}

const opened = (owed: Owed, paid: Paid, disputeId: string, at: string) =>
  world.tell(payments.disputeOpened, owed.tenant, {
    ...ofDispute(owed, paid, disputeId, at),
    ...{ reason: 'fraudulent', dueBy: null, inquiry: false },
  });
const closed = (owed: Owed, paid: Paid, disputeId: string, at: string, outcome: Outcome) =>
  world.tell(payments.disputeClosed, owed.tenant, { ...ofDispute(owed, paid, disputeId, at), outcome });

async function hasOpened(...told: Parameters<typeof opened>) {
  await world.settled(await opened(...told), 'onDisputeOpened');
}
async function hasClosed(...told: Parameters<typeof closed>) {
  await world.settled(await closed(...told), 'onDisputeClosed');
}

function refund({ tenant, invoiceId }: Owed, { paymentId }: Paid, amount = 120_00) {
  return world.client.command(
    contract.refundPayment,
    { refundId: newId(), invoiceId, paymentId, amount, reason: 'requestedByCustomer' },
    asStaff(tenant),
  );
}

const madeAtStripe = ({ invoiceId, customerId }: Owed, { paymentId }: Paid) => ({
  ...{ refundId: newId(), partId: newId(), paymentId, invoiceId, customerId, amount: 120_00, currency: 'GBP' },
  ...{ origin: 'stripe' as const, stripeRefundId: 're_1', at: minute(0) },
});

const parked = (message: string, reaction: string) =>
  expect.poll(async () => (await world.statusOf(message, reaction))?.status, { timeout: 10_000 }).toBe('parked');

test('that a dispute was opened is told after how it ended: the end counts', async () => {
  for (const [outcome, disputed] of [
    ['won', null],
    ['lost', 'lost'],
  ] as const) {
    const owed = await anInvoice(world);
    const paid = await pay(world, owed);
    const disputeId = newId();
    await hasClosed(owed, paid, disputeId, minute(1), outcome);
    // In the same moment where Purser first hears of it when it is over.
    await hasOpened(owed, paid, disputeId, minute(1));
    expect(await read(world, owed)).toMatchObject({ disputed });
    await hasOpened(owed, paid, disputeId, minute(0));
    expect(await read(world, owed)).toMatchObject({ disputed, due: outcome === 'lost' ? 120_00 : 0 });
  }
});

test('a dispute that was won after it was lost, told the other way round, takes nothing', async () => {
  const owed = await anInvoice(world);
  const paid = await pay(world, owed);
  const disputeId = newId();
  await hasClosed(owed, paid, disputeId, minute(2), 'won');
  await hasClosed(owed, paid, disputeId, minute(1), 'lost');
  expect(await read(world, owed)).toMatchObject({ disputed: null, due: 0, status: 'paid' });
});

test('one dispute that ends leaves the flag of another; after a lost one is got over, the next flags anew', async () => {
  const owed = await anInvoice(world);
  const paid = await pay(world, owed);
  const [first, second] = [newId(), newId()];
  await hasOpened(owed, paid, first, minute(0));
  await hasOpened(owed, paid, second, minute(0));
  await hasClosed(owed, paid, first, minute(1), 'lost');
  expect(await read(world, owed)).toMatchObject({ disputed: 'open' });
  await hasClosed(owed, paid, second, minute(2), 'won');
  expect(await read(world, owed)).toMatchObject({ disputed: 'lost' });
  await world.client.command(contract.resumeChasing, { invoiceId: owed.invoiceId }, asStaff(owed.tenant));
  expect(await read(world, owed)).toMatchObject({ disputed: null });
  const third = newId();
  await hasOpened(owed, paid, third, minute(3));
  expect(await read(world, owed)).toMatchObject({ disputed: 'open' });
  await hasClosed(owed, paid, third, minute(4), 'won');
  expect(await read(world, owed)).toMatchObject({ disputed: null });
});

test('a refund or a lost dispute that overtakes its payment waits for it, and the invoice is owed', async () => {
  const [refunded, lost] = [await anInvoice(world), await anInvoice(world)];
  const [one, other] = [payment(refunded), payment(lost)];
  const back = await world.tell(payments.refundSucceeded, refunded.tenant, madeAtStripe(refunded, one));
  const taken = await closed(lost, other, newId(), minute(1), 'lost');
  await parked(back, 'onRefundSucceeded');
  await parked(taken, 'onDisputeClosed');
  await world.tellSucceeded(refunded.tenant, one);
  await world.tellSucceeded(lost.tenant, other);
  await world.settled(back, 'onRefundSucceeded');
  await world.settled(taken, 'onDisputeClosed');
  for (const owed of [refunded, lost]) expect(await read(world, owed)).toMatchObject({ paid: 0, due: 120_00 });
});

test('no more is refunded of a payment than a credit note has left of it', async () => {
  const owed = await anInvoice(world);
  const paid = await pay(world, owed);
  const note = { creditNoteId: newId(), invoiceId: owed.invoiceId, amount: 30_00, reason: 'Returned' };
  await world.client.command(contract.creditInvoice, { ...note, to: 'refund' }, asStaff(owed.tenant));
  await expect(refund(owed, paid)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
  expect(await refund(owed, paid, 90_00)).toMatchObject({ due: 90_00 });
});

test('while a bank decides on a payment a credit note gives nothing of it back; it may become credit', async () => {
  const owed = await anInvoice(world);
  await hasOpened(owed, await pay(world, owed), newId(), minute(0));
  const credit = (to: 'refund' | 'credit') =>
    world.client.command(
      contract.creditInvoice,
      { creditNoteId: newId(), invoiceId: owed.invoiceId, amount: 30_00, to, reason: 'Returned' },
      asStaff(owed.tenant),
    );
  await expect(credit('refund')).rejects.toMatchObject({ code: 'payment_disputed' });
  expect(await credit('credit')).toMatchObject({ toCredit: 30_00, refundAsked: 0 });
});

test('who got their money back is not told off for the time it was paid: no old reminder, no old fee', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const staff = asStaff(tenant);
  await world.client.command(contract.setReminders, { steps: [1, 7, 100] }, staff);
  const policy = { grace_days: 7, fee: { percent: '2' }, every_days: 30, capPercent: null };
  await world.client.command(contract.setLateFees, { policy }, staff);
  const [kept, lost] = [await aDraft(world, tenant, customerId), await aDraft(world, tenant, customerId)];
  const said = async (name: string) => (await world.said(tenant)).filter((each) => each.name === name);
  const paid = new Map<string, Succeeded>();
  for (const invoiceId of [kept, lost]) {
    await issue(world, tenant, invoiceId);
    const receivedAt = world.platform.clock.business().toISOString();
    paid.set(invoiceId, await pay(world, { tenant, customerId, invoiceId }, { receivedAt }));
  }
  // Due on the 31st of March: long ago.
  await moveTo(world, tenant, '2027-06-20T12:00:00Z');
  const owed = { tenant, customerId, invoiceId: kept };
  await refund(owed, paid.get(kept) ?? payment(owed));
  const taken = { tenant, customerId, invoiceId: lost };
  await hasClosed(taken, paid.get(lost) ?? payment(taken), newId(), '2027-06-20T12:00:00Z', 'lost');
  await world.client.command(contract.resumeChasing, { invoiceId: lost }, staff);
  await moveTo(world, tenant, '2027-06-22T12:00:00Z');
  expect(await read(world, owed)).toMatchObject({ due: 120_00, status: 'overdue' });
  // Only of the lost one, whose money staff asked for again.
  expect((await said('reminderDue')).map(({ invoiceId, step }) => [invoiceId, step])).toEqual([[lost, 7]]);
  const fees = () => world.admin<{ on: string }[]>`
    select period_on::text as on from invoicing.late_fees where tenant_id = ${tenant} order by invoice_id`;
  expect(await fees()).toEqual([]);
  await moveTo(world, tenant, '2027-07-10T12:00:00Z');
  expect(await fees()).toEqual([{ on: '2027-07-07' }, { on: '2027-07-07' }]);
  expect((await said('reminderDue')).map(({ step }) => step).sort()).toEqual([100, 100, 7]);
});

const staffOf = ({ tenant }: Owed) => asStaff(tenant);
const gbp = (amount: number) => (amount === 0 ? [] : [{ currency: 'GBP', amount }]);

/** What the customer has in credit; their statement says the same, and comes to what is due less that. */
async function creditOf(owed: Owed) {
  const { customerId } = owed;
  const { credits } = await world.client.query(contract.getCredit, { customerId }, staffOf(owed));
  const asked = { customerId, from: '2020-01-01', until: '2100-01-01' };
  const { creditAvailable, closing, ageing } = await world.client.query(contract.getStatement, asked, staffOf(owed));
  expect(gbp(creditAvailable)).toEqual(credits);
  expect(Object.values(ageing).reduce((sum, each) => sum + each) - creditAvailable).toBe(closing);
  return credits;
}

/** Paid by card twice at the same moment: what the second brought is all credit. */
async function paidTwice() {
  const owed = await anInvoice(world);
  const first = await pay(world, owed);
  const second = await pay(world, owed);
  expect(await creditOf(owed)).toEqual(gbp(120_00));
  return { owed, first, second };
}

test('a payment that became credit and is lost takes the credit along; won later, it is credit again, and may go back', async () => {
  const { owed, second } = await paidTwice();
  const disputeId = newId();
  await hasOpened(owed, second, disputeId, minute(0));
  await hasClosed(owed, second, disputeId, minute(1), 'lost');
  expect(await creditOf(owed)).toEqual([]);
  expect(await read(world, owed)).toMatchObject({ due: 0, status: 'paid', disputed: 'lost' });
  await hasClosed(owed, second, disputeId, minute(2), 'won');
  expect(await creditOf(owed)).toEqual(gbp(120_00));
  await hasClosed(owed, second, disputeId, minute(1), 'lost');
  expect(await creditOf(owed)).toEqual(gbp(120_00));
  await refund(owed, second);
  expect(await creditOf(owed)).toEqual([]);
  await expect(refund(owed, second, 1_00)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
});

test('the other payment of the invoice may still be refunded after such a dispute, whole and no further', async () => {
  const { owed, first, second } = await paidTwice();
  const disputeId = newId();
  await hasClosed(owed, second, disputeId, minute(1), 'lost');
  await world.client.command(contract.resumeChasing, { invoiceId: owed.invoiceId }, staffOf(owed));
  await expect(refund(owed, second, 1_00)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
  expect(await refund(owed, first)).toMatchObject({ due: 120_00 });
  await expect(refund(owed, first, 1_00)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
});

test('of credit that was spent a lost dispute takes what is left, and nothing can be refunded of it any more', async () => {
  const { owed, second } = await paidTwice();
  const other = await aDraft(world, owed.tenant, owed.customerId);
  await issue(world, owed.tenant, other, { applyCredit: false });
  const spend = { applicationId: newId(), invoiceId: other, amount: 50_00 };
  await world.client.command(contract.applyCredit, spend, staffOf(owed));
  await hasClosed(owed, second, newId(), minute(1), 'lost');
  expect(await creditOf(owed)).toEqual([]);
  await world.client.command(contract.resumeChasing, { invoiceId: owed.invoiceId }, staffOf(owed));
  await expect(refund(owed, second, 70_00)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
});

/** Stripe says that a refund could not be sent, and staff make it credit. */
async function failAndWithdraw({ tenant, invoiceId, customerId }: Owed, refundId: string, amount: number) {
  const told = { refundId, invoiceId, customerId, currency: 'GBP', amount, at: minute(0) };
  const why = { failure: 'expired_or_canceled_card', hadSucceeded: false };
  await world.settled(await world.tell(payments.refundFailed, tenant, { ...told, ...why }), 'onRefundFailed');
  await world.client.command(contract.withdrawRefund, { refundId }, asStaff(tenant));
}

test('a refund of credit that was withdrawn is credit again, and can be refunded again without touching the invoice', async () => {
  const owed = await anInvoice(world);
  const paid = await pay(world, owed, { amount: 170_00 });
  const { refundId } = await refund(owed, paid, 50_00);
  await failAndWithdraw(owed, refundId, 50_00);
  expect(await creditOf(owed)).toEqual(gbp(50_00));
  expect(await refund(owed, paid, 50_00)).toMatchObject({ due: 0 });
  expect(await creditOf(owed)).toEqual([]);
  expect(await read(world, owed)).toMatchObject({ status: 'paid', due: 0 });
});

test('a refund of what was settled that was withdrawn can be refunded again, as the credit it became', async () => {
  const owed = await anInvoice(world);
  const paid = await pay(world, owed);
  const { refundId } = await refund(owed, paid);
  await failAndWithdraw(owed, refundId, 120_00);
  expect(await creditOf(owed)).toEqual(gbp(120_00));
  await refund(owed, paid);
  expect(await creditOf(owed)).toEqual([]);
  await expect(refund(owed, paid, 1)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
});

test('of two payments beyond what was due each gives back its own, and no more', async () => {
  const owed = await anInvoice(world);
  const first = await pay(world, owed, { amount: 170_00 });
  const second = await pay(world, owed, { amount: 30_00 });
  expect(await refund(owed, first, 50_00)).toMatchObject({ due: 0 });
  expect(await refund(owed, second, 30_00)).toMatchObject({ due: 0 });
  expect(await creditOf(owed)).toEqual([]);
  await expect(refund(owed, second, 1)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
  expect(await refund(owed, first, 120_00)).toMatchObject({ due: 120_00 });
});

test('credit that a failed refund became again goes with a lost dispute too', async () => {
  const { owed, second } = await paidTwice();
  const { refundId } = await refund(owed, second);
  expect(await creditOf(owed)).toEqual([]);
  const { invoiceId, customerId } = owed;
  const told = { refundId, invoiceId, customerId, currency: 'GBP', amount: 120_00, at: minute(0) };
  const failed = await world.tell(payments.refundFailed, owed.tenant, {
    ...told,
    ...{ failure: 'expired_or_canceled_card', hadSucceeded: false },
  });
  await world.settled(failed, 'onRefundFailed');
  await world.client.command(contract.withdrawRefund, { refundId }, staffOf(owed));
  expect(await creditOf(owed)).toEqual(gbp(120_00));
  await hasClosed(owed, second, newId(), minute(1), 'lost');
  expect(await creditOf(owed)).toEqual([]);
});

test('a dispute that is lost once more after it was won takes nothing once more, and flags the invoice all the same', async () => {
  const { owed, first, second } = await paidTwice();
  for (const [paid, credit] of [
    [second, 120_00],
    [first, 240_00],
  ] as const) {
    const disputeId = newId();
    await hasClosed(owed, paid, disputeId, minute(1), 'lost');
    await hasClosed(owed, paid, disputeId, minute(2), 'won');
    await hasClosed(owed, paid, disputeId, minute(3), 'lost');
    expect(await read(world, owed)).toMatchObject({ disputed: 'lost' });
    await hasClosed(owed, paid, disputeId, minute(4), 'won');
    expect(await read(world, owed)).toMatchObject({ disputed: null });
    expect(await creditOf(owed)).toEqual(gbp(credit));
  }
});

test('a dispute that was lost before takes no more of its payment than it did, whatever else is there', async () => {
  const owed = await anInvoice(world);
  const paid = await pay(world, owed, { amount: 170_00 });
  const disputeId = newId();
  for (const at of [1, 2]) {
    await hasClosed(owed, paid, disputeId, minute(at), 'lost');
    expect(await creditOf(owed)).toEqual(gbp(50_00));
    expect(await read(world, owed)).toMatchObject({ due: 120_00 });
  }
});
