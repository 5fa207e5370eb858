import { daysBetween, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { dueOf } from '../domain/invoice.ts';
import { insertReminder } from '../store/chases.ts';
import type { LockedInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** Has the customer reminded, once for this step. Call it under the invoice's lock, when something is due. */
export async function sendReminder(
  ctx: Context,
  invoice: LockedInvoice & { dueOn: string },
  step: number,
): Promise<void> {
  const { invoiceId, customerId, currency, dueOn, timeZone } = invoice;
  const reminderId = newId();
  if (!(await insertReminder(ctx, invoice, { step, reminderId, state: 'sent' }))) return;
  const due = dueOf(invoice);
  await noteOnTimeline(ctx, invoice, { what: 'reminded', amount: due, sourceId: reminderId });
  ctx.stage.send(contract.reminderDue, {
    reminderId,
    invoiceId,
    customerId,
    currency,
    due: Number(due),
    dueDate: dueOn,
    step,
    days: daysBetween(dueOn, localDate(ctx.now, timeZone)),
  });
}

/** A step that was missed is over: a later one takes its place. */
export async function passOver(
  ctx: Context,
  invoice: Pick<LockedInvoice, 'invoiceId' | 'customerId'>,
  step: number,
): Promise<void> {
  await insertReminder(ctx, invoice, { step, reminderId: newId(), state: 'superseded' });
}
