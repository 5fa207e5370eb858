import type { Context } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { noteAlarm } from '../commands/noteAlarm.ts';
import { amountWords } from '../gather/words.ts';
import { isStaffMailOn } from '../store/staffMails.ts';

/** A bank has not taken a payout, or not given what Stripe wanted back: the tenant's staff hear of it, who can mend that at Stripe. */
export async function tellOfPayout(
  ctx: Context,
  { stripePayoutId, amount, currency, taken, failure, at }: z.output<typeof payments.payoutFailed.input>,
): Promise<void> {
  if (!(await isStaffMailOn(ctx.tx, 'staffAlarm'))) return;
  const sum = amountWords(amount, currency, 'en');
  const what = taken ? `Stripe could not take ${sum} from your bank` : `${sum} from Stripe did not reach your bank`;
  const reason = `${what} (${failure}, payout ${stripePayoutId}); look at the bank account in Stripe’s dashboard`;
  await noteAlarm(ctx, {
    ...{ handler: 'payments.followPayout', messageId: ctx.messageId, reason },
    ...{ ofTenant: ctx.tenant, raisedAt: at },
  });
}
