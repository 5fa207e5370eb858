import { notifications, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { dayAfter, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
let behind: Connection;
beforeAll(async () => {
  // A busy machine is not what these tests are about.
  town = await startTown({ lease_ms: 20_000 });
  payers = payersOf(town);
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'dunning' });
});
beforeEach(() => town.admin('DELETE', '/faults'));
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await behind?.close();
  await payers?.stop();
  await town?.stop();
});

const triesOf = async (tenant: Tenant, invoiceId: string) => (await payers.autopayOf(tenant, invoiceId)).tries;
/** The kinds of mails about an invoice, the oldest first. */
const mailsAbout = async ({ staff }: Tenant, invoiceId: string) => {
  await town.platform.quiet();
  const { mails } = await town.platform.client.query(notifications.listMails, { invoiceId, limit: 100 }, staff);
  return mails
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'invoiceIssued')
    .reverse();
};

test('a bank that refuses is asked again on the days of the policy and on no other; then it ends, once, and staff have it before them', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  await payers.setPolicy(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const seen: number[] = [];
  for (const night of [13, 14, 15, 16, 17, 18, 19]) {
    await payers.night(tenant, night);
    seen.push((await triesOf(tenant, invoiceId)).length);
  }
  expect(seen).toEqual([0, 1, 2, 2, 2, 3, 3]);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({
    state: 'stopped',
    why: 'exhausted',
    nextOn: null,
    endsOn: dayAfter(20),
    tries: [
      { try: 3, outcome: 'refused', verdict: 'retry', declineCode: 'generic_decline', last4: '0341' },
      { try: 2, nextOn: dayAfter(18) },
      { try: 1, nextOn: dayAfter(15) },
    ],
  });
  await payers.night(tenant, 20);
  await payers.night(tenant, 40);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ state: 'ended', nextOn: null });
  expect(await triesOf(tenant, invoiceId)).toHaveLength(3);
  // Told again, it has ended already.
  const itself = await town.platform.speakAs('payments');
  const again = { invoiceId, turn: { series: 1, step: 3 } };
  expect(await itself.command(payments.endDunning, again, asService(tenant.id, 'payments'))).toMatchObject({
    ended: null,
  });
  const { bills } = await town.platform.client.query(payments.listStoppedBills, {}, tenant.staff);
  expect(bills).toMatchObject([{ invoiceId, why: 'exhausted', hasEnded: true }]);
  expect(await payers.invoiceOf(tenant, invoiceId)).toMatchObject({ paid: 0, status: 'overdue' });
  expect(await mailsAbout(tenant, invoiceId)).toEqual([
    'autopayRefused',
    'autopayRefused',
    'autopayLastNotice',
    'staffPaymentFailed',
    'staffAutopayGaveUp',
  ]);
});

test('after weeks without a run, one try is made and not those that were missed', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await payers.night(tenant, 14);
  await payers.night(tenant, 60);
  expect(await triesOf(tenant, invoiceId)).toMatchObject([{ try: 2, nextOn: dayAfter(63) }, { try: 1 }]);
});

test('what nobody paid by the end is written off where the policy says so, and no card that comes later is charged for it', async () => {
  const payer = await payers.payer('pm_card_chargeCustomerFail');
  const { tenant, customer } = payer;
  await payers.setPolicy(tenant, { waits_days: [], grace_days: 1, end: 'writeOff' });
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await payers.night(tenant, 14);
  // The refused payment is still open for the customer: it is given up first.
  await payers.night(tenant, 15);
  town.platform.clock.setOffset(town.platform.clock.business().getTime() - Date.now() + 120_000);
  await untilInvoice(town, tenant.staff, invoiceId, 'uncollectible');
  const { methodId } = await payers.giveCard(payer, 'pm_card_visa');
  const { customerId } = customer;
  await town.platform.client.command(payments.setDefaultMethod, { customerId, methodId }, customer);
  await payers.night(tenant, 17);
  expect(await payers.chargesOf(invoiceId)).toEqual([]);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ state: 'done' });
});

test('nobody is told of a write-off that was refused because a payment had just begun; the next night writes off', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  await payers.setPolicy(tenant, { waits_days: [], grace_days: 1, end: 'writeOff' });
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await payers.night(tenant, 14);
  const [tried] = await payers.attempts(tenant, invoiceId);
  const cancel = { attemptId: tried?.attemptId ?? '' };
  await town.platform.client.command(payments.cancelAttempt, cancel, tenant.staff);
  await until('it holds nothing', async () => (await payers.invoiceOf(tenant, invoiceId)).held === 0);

  const { sql } = payers.behind;
  const { promise: isBegun, resolve: begin } = Promise.withResolvers<void>();
  const locked = sql.begin(async (tx) => {
    await tx`select from payments.bills where invoice_id = ${invoiceId} for update`;
    const itself = await town.platform.speakAs('payments');
    const turn = { series: 1, step: 1 };
    const ending = itself.command(payments.endDunning, { invoiceId, turn }, asService(tenant.id, 'payments'));
    await until('it has asked, and waits', async () => {
      const { count } = await sql`
        select from pg_stat_activity where wait_event_type = 'Lock' and query like '%from bills%for update%'`;
      return count > 0;
    });
    await isBegun;
    return { ending };
  });
  const holdId = newId();
  await sql`
    insert into invoicing.holds (tenant_id, attempt_id, invoice_id, customer_id, amount, currency, held_at)
    values (${tenant.id}, ${holdId}, ${invoiceId}, ${customer.customerId}, 12000, 'GBP', now())`;
  begin();
  expect(await (await locked).ending).toMatchObject({ ended: null });
  expect(await payers.invoiceOf(tenant, invoiceId)).toMatchObject({ status: 'open' });
  expect(await payers.autopayOf(tenant, invoiceId)).not.toMatchObject({ state: 'ended' });
  expect(await mailsAbout(tenant, invoiceId)).not.toContain('staffAutopayGaveUp');

  await sql`update invoicing.holds set ended_at = now() where attempt_id = ${holdId}`;
  await payers.night(tenant, 16);
  await untilInvoice(town, tenant.staff, invoiceId, 'uncollectible');
  await until('staff are told', async () => (await mailsAbout(tenant, invoiceId)).includes('staffAutopayGaveUp'));
});

test('a card that is blocked for good is asked once; another card begins anew and pays', async () => {
  const payer = await payers.payer('pm_card_radarBlock');
  const { tenant, customer } = payer;
  const { customerId } = customer;
  const { client } = town.platform;
  const invoiceId = await town.invoice(tenant, customerId);
  await payers.night(tenant, 14);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({
    state: 'stopped',
    why: 'never',
    tries: [{ try: 1 }],
  });
  // What its bank says of it is for staff; its holder hears that it needs another card.
  const told = await client.query(payments.getInvoiceAutopay, { invoiceId }, customer);
  expect(told).toMatchObject({
    why: 'ask',
    tries: [{ verdict: 'ask', declineCode: 'generic_decline', adviceCode: null }],
  });
  await payers.night(tenant, 16);
  expect(await mailsAbout(tenant, invoiceId)).toEqual(['autopayCardNeeded', 'staffPaymentFailed']);
  // Nor does it help to have it tried by hand, or to put another first and this one back.
  await expect(client.command(payments.chargeInvoice, { invoiceId }, tenant.staff)).rejects.toMatchObject({
    code: 'card_spent',
  });
  const [blocked] = (await client.query(payments.listMethods, { customerId }, customer)).methods;
  const { methodId } = await payers.giveCard(payer, 'pm_card_visa');
  await client.command(payments.setDefaultMethod, { customerId, methodId }, customer);
  await client.command(payments.setDefaultMethod, { customerId, methodId: blocked?.methodId ?? '' }, customer);
  await payers.night(tenant, 17);
  expect(await triesOf(tenant, invoiceId)).toHaveLength(1);
  await client.command(payments.setDefaultMethod, { customerId, methodId }, customer);
  await payers.night(tenant, 18);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
  expect(await triesOf(tenant, invoiceId)).toMatchObject([{ try: 1, outcome: 'succeeded' }, { outcome: 'refused' }]);
});

test('a card that was refused for good is asked for no other invoice either; its customer is asked for another, once for each', async () => {
  const payer = await payers.payer('pm_card_radarBlock');
  const { tenant, customer } = payer;
  const { customerId } = customer;
  const first = await town.invoice(tenant, customerId);
  await payers.night(tenant, 14);
  expect(await triesOf(tenant, first)).toMatchObject([{ verdict: 'never' }]);
  const second = await town.invoice(tenant, customerId);
  await payers.night(tenant, 29);
  await payers.night(tenant, 30);
  expect(await payers.autopayOf(tenant, second)).toMatchObject({ state: 'stopped', why: 'ask', tries: [] });
  expect(await mailsAbout(tenant, second)).toEqual(['autopayCardNeeded']);
  const { methodId } = await payers.giveCard(payer, 'pm_card_visa');
  await town.platform.client.command(payments.setDefaultMethod, { customerId, methodId }, customer);
  await payers.night(tenant, 31);
  await untilInvoice(town, tenant.staff, first, 'paid');
  await untilInvoice(town, tenant.staff, second, 'paid');
  expect([await payers.chargesOf(first), await payers.chargesOf(second)]).toMatchObject([[{}], [{}]]);
});

test('who pays automatically and has taken their card off is asked for one', async () => {
  const { tenant, customer } = await payers.payer();
  const { customerId } = customer;
  const { client } = town.platform;
  const invoiceId = await town.invoice(tenant, customerId);
  const [card] = (await client.query(payments.listMethods, { customerId }, customer)).methods;
  await client.command(payments.removeMethod, { customerId, methodId: card?.methodId ?? '' }, customer);
  await payers.night(tenant, 14);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({
    state: 'stopped',
    why: 'noCard',
    endsOn: dayAfter(37),
  });
  expect(await mailsAbout(tenant, invoiceId)).toEqual(['autopayCardNeeded']);
});

test('a night of many refusals keeps nobody from paying by hand: each is told by its answer and by its event, and is none of theirs', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  const bills = [];
  for (let at = 0; at < 13; at += 1) bills.push(await town.invoice(tenant, customer.customerId));
  await payers.night(tenant, 14);
  const counted = () =>
    behind.sql<{ declines: number }[]>`
      select declines from payments.attempts where tenant_id = ${tenant.id} and customer_id = ${customer.customerId}`;
  await until('all were refused', async () => (await counted()).filter(({ declines }) => declines > 0).length === 13);
  await town.platform.quiet();
  expect((await counted()).map(({ declines }) => declines)).toEqual(Array(13).fill(1));
  const [invoiceId = ''] = bills;
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  expect(prepared.paymentIntentId).toMatch(/^pi_/);
});

test('a bank’s no whose answer was lost counts once', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const lost = { path: '/v1/payment_intents/*/confirm', method: 'POST', when: 'after', effect: 'cut', count: 2 };
  await town.admin('POST', '/faults', lost);
  payers.nightAfter(14);
  await until(
    'the refusal is known',
    async () => (await triesOf(tenant, invoiceId)).some(({ outcome }) => outcome === 'refused'),
    60_000,
  );
  await town.platform.quiet();
  expect(await triesOf(tenant, invoiceId)).toMatchObject([{ try: 1, outcome: 'refused', nextOn: dayAfter(15) }]);
  const intents = await town.stripe.paymentIntents.list({ limit: 100 });
  expect(intents.data.filter(({ metadata }) => metadata.invoice_id === invoiceId)).toHaveLength(1);
  await payers.night(tenant, 15);
  expect(await triesOf(tenant, invoiceId)).toMatchObject([{ try: 2, outcome: 'refused' }, { try: 1 }]);
});

test('fifty at once, of the run and of staff, make one try of a step', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  const itself = await town.platform.speakAs('payments');
  const turn = { series: 1, step: 0 };
  await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      itself.command(payments.chargeInvoice, { invoiceId, turn }, asService(tenant.id, 'payments')),
    ),
  );
  await payers.untilDone(tenant);
  expect(await triesOf(tenant, invoiceId)).toMatchObject([{ try: 1, outcome: 'refused' }]);
  // One that was heard of too late is not made.
  await expect(
    itself.command(payments.chargeInvoice, { invoiceId, turn }, asService(tenant.id, 'payments')),
  ).rejects.toMatchObject({ code: 'not_its_turn' });
});

test('a payment that a customer has begun is left to them by the run', async () => {
  const { tenant, customer } = await payers.payer();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await payers.night(tenant, 13);
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  await payers.night(tenant, 14);
  expect(await triesOf(tenant, invoiceId)).toEqual([]);
  const { body } = await town.confirm(prepared, 'pm_card_mastercard');
  expect(body.status).toBe('succeeded');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  await payers.night(tenant, 15);
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});

test('staff stop the tries of one invoice, have the next made at once, and have them begin anew', async () => {
  const payer = await payers.payer('pm_card_chargeCustomerFail');
  const { tenant, customer } = payer;
  const { client } = town.platform;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  await client.command(payments.setInvoiceAutopay, { invoiceId, on: false }, tenant.staff);
  await payers.night(tenant, 14);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ state: 'stopped', why: 'staff', tries: [] });
  // Another card changes nothing of what staff have decided.
  const { methodId } = await payers.giveCard(payer, 'pm_card_visa');
  await client.command(payments.setDefaultMethod, { customerId: customer.customerId, methodId }, customer);
  await payers.night(tenant, 15);
  expect(await triesOf(tenant, invoiceId)).toEqual([]);
  await expect(client.command(payments.chargeInvoice, { invoiceId }, customer as never)).rejects.toMatchObject({
    kind: 'denied',
  });
  await client.command(payments.chargeInvoice, { invoiceId }, tenant.staff);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});
