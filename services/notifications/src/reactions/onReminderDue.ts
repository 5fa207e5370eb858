import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** The customer is reminded, in other words once the day has come. One mail for each reminder. */
export async function onReminderDue(
  ctx: Context,
  { reminderId, invoiceId, customerId, days }: z.output<typeof invoicing.reminderDue.input>,
): Promise<void> {
  const kind = days < 0 ? 'reminderBeforeDue' : 'reminderOverdue';
  await planAndSend(ctx, { kind, sourceId: reminderId, customerId, invoiceId });
}
