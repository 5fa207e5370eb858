import type { Context } from '@purser/bus';
import { notifications as contract } from '@purser/contracts';
import { type NewMail, planMail } from '../store/mails.ts';

/** Writes the mail down and sets the timer that sends it, in one transaction. One that is there already stays as it is. */
export async function planAndSend(ctx: Context, mail: NewMail, at: Date = ctx.now): Promise<void> {
  const mailId = await planMail(ctx, mail);
  if (mailId) ctx.stage.later(contract.sendMail, { mailId, customerId: mail.customerId }, at);
}
