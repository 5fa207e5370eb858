import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { z } from 'zod';
import type { OwnAccount } from '../ownAccount.ts';
import { consent } from '../payers.ts';
import type { Town } from '../town.ts';
import type { Fate } from './plan.ts';

/** An invoice over 120.00, whose it is, and what is to become of it. */
export type Bill = {
  fate: Fate;
  amount: number;
  customer: Awaited<ReturnType<Town['customer']>>;
  invoiceId: string;
};
/** A tenant that lives a life. */
export type Liver = { town: Town; own: OwnAccount };

const back = 'https://pay.example/back';

/** What customers do at their page, with Stripe as their browser asks it: none of it needs an event. */
export async function prepared({ town }: Liver, { customer, invoiceId }: Bill, amount?: number) {
  const asked = { invoiceId, ...(amount !== undefined && { amount }) };
  return town.platform.client.command(payments.preparePayment, asked, customer);
}

export async function pay(liver: Liver, bill: Bill, card: string, amount?: number): Promise<void> {
  const { paymentIntentId } = await prepared(liver, bill, amount);
  await confirm(liver, paymentIntentId, card);
}

export async function confirm({ own }: Liver, intent: string, card: string): Promise<void> {
  await own.stripe.paymentIntents.confirm(intent, { payment_method: card, return_url: back });
}

export async function giveCard({ town, own }: Liver, { customer }: Bill, card: string): Promise<void> {
  const { customerId } = customer;
  const { client } = town.platform;
  const { setupIntentId } = await client.command(payments.prepareSetup, { customerId, consent }, customer);
  await own.stripe.setupIntents.confirm(setupIntentId, { payment_method: card, return_url: back });
}

/** What it was paid by; it is known by now. */
async function paymentOf({ town, own }: Liver, { invoiceId }: Bill) {
  return until('its payment is known', async () => {
    const { payments: known } = await town.platform.client.query(payments.listPayments, { invoiceId }, own.staff);
    return known[0];
  });
}

export async function sendBack(liver: Liver, bill: Bill, amount: number): Promise<void> {
  const { paymentId } = await paymentOf(liver, bill);
  const asked = { refundId: newId(), invoiceId: bill.invoiceId, paymentId, amount };
  const { client } = liver.town.platform;
  await client.command(invoicing.refundPayment, { ...asked, reason: 'requestedByCustomer' }, liver.own.staff);
}

export async function answerDispute({ town, own }: Liver, { invoiceId }: Bill, text: string): Promise<void> {
  const { client } = town.platform;
  const dispute = await until('it is disputed', async () => {
    const { disputes } = await client.query(payments.listDisputes, { invoiceId }, own.staff);
    return disputes[0];
  });
  await client.command(payments.sendEvidence, { disputeId: dispute.disputeId, text, submit: true }, own.staff);
}

export const voidIt = ({ town, own }: Liver, { invoiceId }: Bill) =>
  town.platform.client.command(invoicing.voidInvoice, { invoiceId, reason: 'Sent by mistake.' }, own.staff);

/** An invoice that is due at once, of a customer who pays automatically from now on. */
export async function leaveToTheNight({ town, own }: Liver, { customer, invoiceId }: Bill): Promise<void> {
  const { client } = town.platform;
  const { customerId } = customer;
  const lines = [{ id: 'l1', description: 'Support', quantity: '1', unitAmount: 100_00, taxes: [] }];
  await client.command(payments.setAutopay, { customerId, on: true, consent }, customer);
  const draft = { invoiceId, customerId, currency: 'GBP', lines, terms_days: 0 };
  await client.command(invoicing.draftInvoice, draft, own.staff);
  await client.command(invoicing.issueInvoice, { invoiceId }, own.staff);
}

const made = z.array(z.object({ id: z.string() }));

/** What is available goes to the bank, which takes it or not; nothing does where nothing is available. */
export async function payOut({ town, own }: Liver, outcome: 'paid' | 'failed'): Promise<void> {
  for (const { id } of made.parse(await town.admin('POST', '/payouts', { account: own.accountId })))
    await town.admin('POST', `/payouts/${id}/settle`, { outcome });
}
