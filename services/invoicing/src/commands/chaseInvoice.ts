import { addDays } from '@purser/billing';
import type { Context } from '@purser/bus';
import { chargeLateFee } from '../chasing/chargeLateFee.ts';
import { lookAgain } from '../chasing/planChases.ts';
import { passOver, sendReminder } from '../chasing/sendReminder.ts';
import { decideChase, lastMorning, morningOf } from '../domain/chasing.ts';
import { dueOf } from '../domain/invoice.ts';
import { openHold } from '../domain/reserve.ts';
import { lockTimer, readChased, stopTimer } from '../store/chases.ts';
import { readRules, rulesOf } from '../store/chasingRules.ts';
import { holdsAround } from '../store/holds.ts';
import { type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';

type Input = { invoiceId: string; timer: string };

/**
 * An invoice's timer has come. Under the invoice's lock: what the rules want by now is done, if it is still owed, and the timer is set
 * anew. The rows of reminders and fees see to it that each counts once, whoever comes here and however often.
 */
export async function chaseInvoice(ctx: Context, { invoiceId, timer }: Input) {
  const invoice = await lockInvoice(ctx, invoiceId);
  if ((await lockTimer(ctx, invoiceId)) !== timer) return { invoiceId, next: null };
  const next = await chaseNow(ctx, invoice);
  if (next === null) await stopTimer(ctx, invoiceId);
  else await lookAgain(ctx, [invoice], next);
  return { invoiceId, next: next?.toISOString() ?? null };
}

/** @returns when to look again; null when there is nothing more to wait for */
async function chaseNow(ctx: Context, invoice: LockedInvoice): Promise<Date | null> {
  const { dueOn, timeZone, customerId, invoiceId, disputed } = invoice;
  // While the customer's bank has the say, and when it took the money, staff decide whether to ask for it again.
  if (disputed !== null) return null;
  if (dueOn === null || dueOf(invoice) === 0n || (await ctx.keys(customerId)).destroyed) return null;
  const [rules, chased, holds] = await Promise.all([
    readRules(ctx).then(rulesOf),
    readChased(ctx, { invoiceId, dueOn, timeZone }),
    holdsAround(ctx, invoiceId),
  ]);
  if (!chased) return null;
  const today = lastMorning(ctx.now, timeZone);
  const { reminders, feeOn, nextOn } = decideChase(rules, chased, today);
  const isDue = reminders.send !== null || reminders.superseded.length > 0 || feeOn !== null;
  // Money is on its way: nobody is told off for being late, and the next morning shows what came of it.
  if (isDue && openHold(holds)) return morningOf(addDays(today, 1), timeZone);
  for (const step of reminders.superseded) await passOver(ctx, invoice, step);
  if (reminders.send !== null) await sendReminder(ctx, { ...invoice, dueOn }, reminders.send);
  if (feeOn !== null && rules.lateFees) {
    await chargeLateFee(ctx, { ...invoice, dueOn }, rules.lateFees, feeOn);
    // The next one may be due as well.
    return ctx.now;
  }
  return nextOn === null ? null : morningOf(nextOn, timeZone);
}
