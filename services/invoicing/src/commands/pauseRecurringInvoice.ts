import type { Context } from '@purser/bus';
import { checkNotEnded } from '../domain/recurring.ts';
import { lockRecurring, moveRecurring } from '../store/recurring.ts';

/** No more drafts until it is resumed. */
export async function pauseRecurringInvoice(ctx: Context, { recurringId }: { recurringId: string }) {
  const { state, nextOn, problem } = await lockRecurring(ctx, recurringId);
  checkNotEnded(state);
  const paused = { state: 'paused' as const, nextOn, timer: null, problem };
  if (state === 'active') await moveRecurring(ctx, recurringId, paused);
  return { recurringId, state: 'paused' as const, nextOn };
}
