import type { Context } from '@purser/bus';
import { lockRecurring, moveRecurring } from '../store/recurring.ts';

/** For good; what was made stays. */
export async function endRecurringInvoice(ctx: Context, { recurringId }: { recurringId: string }) {
  await lockRecurring(ctx, recurringId);
  const ended = { state: 'ended' as const, nextOn: null, timer: null, problem: null };
  await moveRecurring(ctx, recurringId, ended);
  return { recurringId, state: ended.state, nextOn: null };
}
