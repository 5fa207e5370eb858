import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { checkNotEnded, dayToGoOnFrom, nextRun } from '../domain/recurring.ts';
import { waitFor } from '../recurring/storing.ts';
import { lockRecurring } from '../store/recurring.ts';

/** Goes on: from today if staff had paused it, from the period that could not be drafted if it had come to a stop by itself. */
export async function resumeRecurringInvoice(ctx: Context, { recurringId }: { recurringId: string }) {
  const recurring = await lockRecurring(ctx, recurringId);
  const { state, nextOn, problem, schedule, lastRun, timeZone } = recurring;
  checkNotEnded(state);
  if (state === 'active') return { recurringId, state, nextOn };
  if (problem !== null && nextOn !== null) return waitFor(ctx, recurring, nextOn);
  return waitFor(ctx, recurring, nextRun(schedule, dayToGoOnFrom(localDate(ctx.now, timeZone), lastRun)));
}
