import { addDays, localDate } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { lookAgain } from '../chasing/planChases.ts';
import { morningOf } from '../domain/chasing.ts';
import { addCredit } from '../store/addCredit.ts';
import { isApplied, paymentKey } from '../store/allocations.ts';
import { takeBackCredit } from '../store/creditReversals.ts';
import { learnOfDispute } from '../store/disputed.ts';
import { findAndLockInvoice, type LockedInvoice } from '../store/lockInvoice.ts';
import { refundFactsOf, reversedBy, reversePayment } from '../store/reversals.ts';
import { noteOnTimeline } from '../store/timeline.ts';

type Opened = z.output<typeof payments.disputeOpened.input>;
type Closed = z.output<typeof payments.disputeClosed.input>;

/** Until the customer's bank has decided, nobody is reminded and nothing is refunded. */
export async function onDisputeOpened(ctx: Context, told: Opened): Promise<void> {
  const { disputeId, amount, at } = told;
  const invoice = await locked(ctx, told);
  await learnOfDispute(ctx, invoice, { disputeId, state: 'open', at });
  await noteOnTimeline(ctx, invoice, { what: 'disputeOpened', amount: BigInt(amount), sourceId: disputeId });
}

/**
 * Lost: what the payment had settled is owed again, what had become credit is credit no more, and staff decide whether to ask for it. Won after it was lost: what came back
 * becomes credit, since the invoice may have been paid another way meanwhile.
 */
export async function onDisputeClosed(ctx: Context, told: Closed): Promise<void> {
  const { disputeId, outcome, at } = told;
  const invoice = await locked(ctx, told);
  const amount = BigInt(told.amount);
  const entry = { amount, sourceId: disputeId };
  const date = localDate(ctx.now, invoice.timeZone);
  const isNews = await learnOfDispute(ctx, invoice, { disputeId, state: outcome === 'lost' ? 'lost' : 'over', at });
  if (outcome === 'lost') {
    await noteOnTimeline(ctx, invoice, { what: 'disputeLost', ...entry });
    // It was won by now: what was taken came back, and the payment settles what it did.
    if (isNews) await lose(ctx, invoice, told, date);
    return;
  }
  await noteOnTimeline(ctx, invoice, { what: outcome === 'won' ? 'disputeWon' : 'disputeClosed', ...entry });
  const { taken, wonBack } = await reversedBy(ctx, disputeId);
  const { customerId, currency } = told;
  if (taken > 0n && wonBack === 0n)
    await addCredit(ctx, { customerId, currency, amount: taken, date, source: 'dispute', sourceId: disputeId });
  await lookAgain(ctx, [invoice], morningOf(addDays(date, 1), invoice.timeZone));
}

async function lose(ctx: Context, invoice: LockedInvoice, told: Closed, date: string): Promise<void> {
  const { disputeId } = told;
  const before = await reversedBy(ctx, disputeId);
  // One that is lost once more takes nothing once more: what it took and gave back is the customer's until people decide.
  const taken = before.taken > 0n ? before.taken - before.wonBack : await takeBack(ctx, invoice, told, date);
  const short = BigInt(told.amount) - taken;
  if (short > 0n)
    ctx.log.error(
      {
        alarm: 'dispute_uncovered',
        tenant: ctx.tenant,
        invoice: invoice.invoiceId,
        dispute: disputeId,
        short: Number(short),
      },
      'a dispute took more than its payment still settled, or is still there of it as credit',
    );
}

/** @returns how much of it was found: first what the payment settled, then what had become credit of it */
async function takeBack(ctx: Context, invoice: LockedInvoice, told: Closed, date: string): Promise<bigint> {
  const { paymentId, disputeId, customerId, currency } = told;
  const amount = BigInt(told.amount);
  const { allocated } = await refundFactsOf(ctx, invoice, paymentId);
  const settled = amount < allocated ? amount : allocated;
  if (settled > 0n)
    await reversePayment(ctx, invoice, { paymentId, amount: settled, cause: 'dispute', causeId: disputeId, date });
  const most = amount - settled;
  if (most === 0n) return settled;
  return settled + (await takeBackCredit(ctx, invoice, { paymentId, customerId, currency, disputeId, most, date }));
}

/** The news may have overtaken the payment that is disputed: it waits for it. */
async function locked(ctx: Context, { invoiceId, paymentId }: Opened | Closed): Promise<LockedInvoice> {
  const invoice = await findAndLockInvoice(ctx, invoiceId);
  if (!invoice) throw notYet(`invoice:${invoiceId}`);
  if (!(await isApplied(ctx, paymentId))) throw notYet(paymentKey(paymentId));
  return invoice;
}
