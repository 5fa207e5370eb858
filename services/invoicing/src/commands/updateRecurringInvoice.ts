import type { Context } from '@purser/bus';
import { checkNotEnded, dayToGoOnFrom, nextRun } from '../domain/recurring.ts';
import { refusedField } from '../domain/refusals.ts';
import { checkAsked, recurrenceOf, sealTexts, waitFor } from '../recurring/storing.ts';
import {
  lockRecurring,
  moveRecurring,
  type Recurring,
  type RecurringInput,
  replaceRecurring,
} from '../store/recurring.ts';

/** Replaces it whole. A new schedule goes on from today; with the old one, what was next stays next. */
export async function updateRecurringInvoice(ctx: Context, input: RecurringInput) {
  const before = await lockRecurring(ctx, input.recurringId);
  checkNotEnded(before.state);
  if (input.customerId !== before.customerId)
    throw refusedField('customerId', 'cannot_change', 'Make another one for another customer.');
  const { today } = await checkAsked(ctx, input);
  if (input.startOn !== before.schedule.startOn && input.startOn < today)
    throw refusedField('startOn', 'in_past', 'The first invoice is made today or later.');
  const nextOn = nextAfterChange(input, before, today);
  if (nextOn === null) throw refusedField('endOn', 'nothing_left', 'No invoice would be left to make. End it instead.');
  await replaceRecurring(ctx, input, await sealTexts(ctx, input));
  if (before.state === 'active') return waitFor(ctx, before, nextOn);
  const { recurringId, state, problem } = before;
  await moveRecurring(ctx, recurringId, { state, nextOn, timer: null, problem });
  return { recurringId, state, nextOn };
}

function nextAfterChange(
  input: RecurringInput,
  { schedule, nextOn, lastRun }: Recurring,
  today: string,
): string | null {
  const { made, most: _, ...old } = schedule;
  const recurrence = recurrenceOf(input);
  const isSame = (['every', 'unit', 'startOn', 'monthEnd'] as const).every((key) => old[key] === recurrence[key]);
  const from = isSame && nextOn !== null ? nextOn : dayToGoOnFrom(today, lastRun);
  return nextRun({ ...recurrence, most: input.most ?? null, made }, from);
}
