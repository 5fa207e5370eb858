import { invoicing, payments, reporting } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moneyAtStripe } from './moneyAtStripe.ts';
import { type OwnAccount, ownAccount, type Paid } from './ownAccount.ts';
import { startTown, type Town, untilInvoice } from './town.ts';

let town: Town;
let behind: Connection;
let money: ReturnType<typeof moneyAtStripe>;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'exchange' });
  money = moneyAtStripe(town);
  await rate(0.85);
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

/** Euros are settled as pounds. */
const rate = (worth: number) => town.admin('POST', '/settings', { exchange: `eur=gbp@${worth}` });

/** A hundred euros, paid by card at an account that is paid out in pounds. */
async function paidInEuros(own: OwnAccount, card = 'pm_card_bypassPending'): Promise<Paid> {
  const { client } = town.platform;
  const customer = await town.customer(own);
  const invoiceId = newId();
  const lines = [{ id: 'l1', description: 'Managed laptops', quantity: '4', unitAmount: 2500, taxes: [] }];
  const draft = { invoiceId, customerId: customer.customerId, currency: 'EUR', lines };
  await client.command(invoicing.draftInvoice, draft, own.staff);
  await client.command(invoicing.issueInvoice, { invoiceId }, own.staff);
  const { paymentIntentId: intent } = await client.command(payments.preparePayment, { invoiceId }, customer);
  await own.stripe.paymentIntents.confirm(intent, { payment_method: card, return_url: 'https://pay.example/back' });
  await untilInvoice(town, own.staff, invoiceId, 'paid');
  await own.settled();
  const { payments: known } = await client.query(payments.listPayments, { invoiceId }, own.staff);
  const [payment] = known;
  if (!payment) throw new Error('it is paid and there is no payment');
  return { ...payment, intent, charge: payment.chargeId ?? '' };
}
const books = async (own: OwnAccount) => ({ eur: await money.balances(own, 'EUR'), gbp: await money.balances(own) });
const bookedOnce = async ({ staff }: OwnAccount) => {
  const { entries } = await town.platform.client.query(reporting.listJournal, { limit: 100 }, staff);
  return entries.filter(({ kind }) => kind.startsWith('exchanged')).length;
};

test('what was charged in euros and settled in pounds lies at Stripe in pounds: the books are its balance, in each currency', async () => {
  const own = await ownAccount(town);
  await paidInEuros(own);
  // 100.00 euros at 0.85; of the fee of 3.20 euros, 2.72 pounds.
  const { eur, gbp } = await books(own);
  expect(eur).toEqual({ revenue: -100_00, currencyExchange: 100_00 });
  expect(gbp).toEqual({ stripeClearing: 82_28, stripeFees: 2_72, currencyExchange: -85_00 });
  expect([await money.atStripe(own, 'eur'), await money.atStripe(own)]).toEqual([0, 82_28]);
  const { payments: known } = await town.platform.client.query(payments.listPayments, {}, own.staff);
  expect(known).toMatchObject([{ amount: 100_00, currency: 'EUR', fee: 2_72, net: 82_28, settledCurrency: 'GBP' }]);
  const { proof, findings } = await money.proof(own);
  expect([proof.verdict, findings]).toEqual(['proved', []]);
  const sum = (currency: string) => proof.sums.find((each) => each.what === 'exchanges' && each.currency === currency);
  expect(sum('EUR')).toMatchObject({ stripe: -100_00, here: -100_00, journal: -100_00 });
  expect(sum('GBP')).toMatchObject({ stripe: 85_00, here: 85_00, journal: 85_00 });
  const payout = await money.payOut(own);
  expect(payout).toMatchObject({ currency: 'GBP', amount: 82_28, partsState: 'matched' });
  await until('nothing is left', async () => (await money.balances(own)).stripeClearing === undefined);
});

test('a refund at another rate, and one that comes back, are booked as Stripe settled them', async () => {
  const own = await ownAccount(town);
  const [good, failing] = [await paidInEuros(own), await paidInEuros(own, 'pm_card_refundFail')];
  await rate(0.9);
  try {
    await own.refund(good, 20_00);
    await own.refund(failing, 50_00);
    await until('one went back, one came back', async () => {
      const { data } = await own.stripe.refunds.list({ limit: 10 });
      return data.some(({ status }) => status === 'failed') && (await bookedOnce(own)) === 2 * 2 + 3 * 2;
    });
    await own.settled();
  } finally {
    await rate(0.85);
  }
  const { eur, gbp } = await books(own);
  expect(eur).not.toHaveProperty('stripeClearing');
  expect(gbp.stripeClearing).toBe(await money.atStripe(own));
  expect(gbp.stripeClearing).toBe(2 * 82_28 - 18_00);
  expect((await money.proof(own)).findings).toEqual([]);
  await money.review(own);
  expect(await books(own)).toEqual({ eur, gbp });
});

test('a dispute takes pounds, holds euros, and gives both back when it is won', async () => {
  const own = await ownAccount(town);
  const paid = await paidInEuros(own, 'pm_card_createDispute');
  const { client } = town.platform;
  const dispute = await until('it is disputed', async () => {
    const { disputes } = await client.query(payments.listDisputes, { invoiceId: paid.invoiceId }, own.staff);
    return disputes[0];
  });
  await own.settled();
  const held = await books(own);
  expect(held.eur.disputesHeld).toBe(100_00);
  expect(held.gbp).not.toHaveProperty('disputesHeld');
  expect(held.gbp.stripeClearing).toBe(await money.atStripe(own));
  expect((await money.proof(own)).proof.verdict).toBe('proved');
  const evidence = { disputeId: dispute.disputeId, text: 'winning_evidence', submit: true };
  await client.command(payments.sendEvidence, evidence, own.staff);
  await until('it is won', async () => {
    const { disputes } = await client.query(payments.listDisputes, { invoiceId: paid.invoiceId }, own.staff);
    return disputes[0]?.outcome === 'won';
  });
  await own.settled();
  await until('it is booked', async () => (await money.balances(own)).stripeClearing === 82_28);
  const after = await books(own);
  expect(after.gbp).not.toHaveProperty('disputesHeld');
  expect(after.eur).not.toHaveProperty('disputesHeld');
  expect((await money.proof(own)).proof.verdict).toBe('proved');
});

test('a settled amount, a rate or an entry that is off is named, and what was never booked is put right by the night', async () => {
  const own = await ownAccount(town);
  const { paymentId, charge } = await paidInEuros(own);
  const found = async () => (await money.proof(own)).findings;
  await behind.sql`update payments.exchanges set into_amount = into_amount - 1 where thing_id = ${paymentId}`;
  expect(await found()).toContainEqual(
    expect.objectContaining({ kind: 'settledDiffers', stripeId: charge, detail: 'settled as 8500 GBP, 8499 GBP here' }),
  );
  await behind.sql`update payments.exchanges set into_amount = into_amount + 1, rate = '0.86' where thing_id = ${paymentId}`;
  expect(await found()).toMatchObject([{ kind: 'settledDiffers', detail: 'the rate is 0.85 at Stripe, 0.86 here' }]);
  await behind.sql`update payments.exchanges set rate = '0.85' where thing_id = ${paymentId}`;
  await behind.sql`
    update reporting.postings p set amount = p.amount + sign(p.amount) from reporting.entries e
    where e.entry_id = p.entry_id and e.source_id = ${paymentId} and e.kind = 'exchangedInto'`;
  expect(await found()).toMatchObject([{ kind: 'journalDiffers', atStripe: 85_00, here: 85_01, currency: 'GBP' }]);
  // As a version that knew of no exchange left it.
  await behind.sql`
    delete from reporting.postings p using reporting.entries e
    where e.entry_id = p.entry_id and e.source_id = ${paymentId} and e.kind like 'exchanged%'`;
  await behind.sql`delete from reporting.entries where source_id = ${paymentId} and kind like 'exchanged%'`;
  await behind.sql`delete from payments.exchanges where thing_id = ${paymentId}`;
  expect(await found()).toMatchObject([{ kind: 'settledDiffers', detail: 'settled as 8500 GBP, which is not booked' }]);
  await money.review(own);
  expect(await found()).toEqual([]);
  expect((await money.balances(own)).stripeClearing).toBe(await money.atStripe(own));
});
