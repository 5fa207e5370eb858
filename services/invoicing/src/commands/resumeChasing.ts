import { addDays, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { lookAgain } from '../chasing/planChases.ts';
import { morningOf } from '../domain/chasing.ts';
import { dueOf } from '../domain/invoice.ts';
import { getOverDisputes } from '../store/disputed.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** After a dispute that was lost, staff ask for the money again: reminders and fees go on from tomorrow. */
export async function resumeChasing(ctx: Context, { invoiceId }: { invoiceId: string }) {
  const invoice = await lockInvoice(ctx, invoiceId);
  if (invoice.disputed !== 'lost')
    throw fault('rejected', 'no_lost_dispute', 'Only after a dispute was lost is there something to resume.');
  await getOverDisputes(ctx, invoiceId);
  await noteOnTimeline(ctx, invoice, { what: 'chasingResumed' });
  const tomorrow = addDays(localDate(ctx.now, invoice.timeZone), 1);
  await lookAgain(ctx, [invoice], morningOf(tomorrow, invoice.timeZone));
  return { invoiceId, due: Number(dueOf(invoice)) };
}
