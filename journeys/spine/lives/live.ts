import { payments } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Payers } from '../payers.ts';
import {
  answerDispute,
  type Bill,
  confirm,
  giveCard,
  type Liver,
  leaveToTheNight,
  pay,
  payOut,
  prepared,
  sendBack,
  voidIt,
} from './people.ts';
import type { Fate, Life } from './plan.ts';

const total = 120_00;
type Act = (liver: Liver, bill: Bill) => Promise<unknown>;

const paysWith =
  (card: string): Act =>
  (liver, bill) =>
    pay(liver, bill, card);
const gives =
  (card: string): Act =>
  (liver, bill) =>
    giveCard(liver, bill, card);

/** What happens first: customers pay, or leave a card. The money of those who bypass is there at once, so that something can be paid out. */
const first: Record<Fate, Act> = {
  paid: paysWith('pm_card_bypassPending'),
  declinedThenPaid: async (liver, bill) => {
    const { paymentIntentId } = await prepared(liver, bill);
    await confirm(liver, paymentIntentId, 'pm_card_visa_chargeDeclined').catch(() => undefined);
    await confirm(liver, paymentIntentId, 'pm_card_bypassPending');
  },
  partPaid: (liver, bill) => pay(liver, bill, 'pm_card_visa', bill.amount),
  paidInParts: (liver, bill) => pay(liver, bill, 'pm_card_visa', bill.amount),
  refundedInPart: paysWith('pm_card_visa'),
  refundedWhole: paysWith('pm_card_visa'),
  refundFails: paysWith('pm_card_refundFail'),
  refundedAtStripe: paysWith('pm_card_visa'),
  disputeWon: paysWith('pm_card_createDispute'),
  disputeLost: paysWith('pm_card_createDispute'),
  voidRefused: async (liver, bill) => {
    const { paymentIntentId } = await prepared(liver, bill);
    await refused(voidIt(liver, bill));
    await confirm(liver, paymentIntentId, 'pm_card_visa');
  },
  voided: async (liver, bill) => {
    const { attemptId } = await prepared(liver, bill);
    await refused(voidIt(liver, bill));
    await liver.town.platform.client.command(payments.cancelAttempt, { attemptId }, bill.customer);
    await liver.town.platform.quiet();
    await voidIt(liver, bill);
  },
  cardOnFile: async (liver, bill) => {
    await giveCard(liver, bill, 'pm_card_visa');
    await pay(liver, bill, 'pm_card_visa');
  },
  autopaid: gives('pm_card_visa'),
  autopayRefused: gives('pm_card_chargeCustomerFail'),
};

/** What follows once all of that is known: a second part, money that goes back, answers to banks, and what the night is to charge. */
const then: Partial<Record<Fate, Act>> = {
  paidInParts: paysWith('pm_card_visa'),
  refundedInPart: (liver, bill) => sendBack(liver, bill, bill.amount),
  refundedWhole: (liver, bill) => sendBack(liver, bill, total),
  refundFails: (liver, bill) => sendBack(liver, bill, bill.amount),
  refundedAtStripe: async ({ own }, bill) => {
    const { data } = await own.stripe.paymentIntents.list({ limit: 100 });
    const paid = data.find(({ metadata }) => metadata.invoice_id === bill.invoiceId);
    await own.stripe.refunds.create({ payment_intent: paid?.id ?? '', amount: bill.amount });
  },
  disputeWon: (liver, bill) => answerDispute(liver, bill, 'winning_evidence'),
  disputeLost: (liver, bill) => answerDispute(liver, bill, 'losing_evidence'),
  autopaid: leaveToTheNight,
  autopayRefused: leaveToTheNight,
};

const ofTheNight: ReadonlySet<Fate> = new Set(['autopaid', 'autopayRefused']);

async function refused(asked: Promise<unknown>): Promise<void> {
  const was = await asked.then(
    () => false,
    () => true,
  );
  if (!was) throw new Error('an invoice was voided while it was being paid');
}

/**
 * Lives a life; `hear` is called wherever all that has happened must be known to go on, at its end too.
 * @returns its bills, in the order of the life
 */
export async function live(liver: Liver, life: Life, payers: Payers, hear: () => Promise<void>): Promise<Bill[]> {
  const { town, own } = liver;
  const bills: Bill[] = [];
  for (const { fate, share } of life.bills) {
    const customer = await town.customer(own);
    const invoiceId = ofTheNight.has(fate) ? newId() : await town.invoice(own, customer.customerId);
    bills.push({ fate, amount: share * 100, customer, invoiceId });
  }
  for (const bill of bills) await first[bill.fate](liver, bill);
  await hear();
  for (const bill of bills) await then[bill.fate]?.(liver, bill);
  if (bills.some(({ fate }) => ofTheNight.has(fate))) await payers.night(own, 1);
  await hear();
  if (life.payout !== 'none') {
    await payOut(liver, life.payout);
    await hear();
  }
  return bills;
}
