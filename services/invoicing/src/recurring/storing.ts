import { addDays, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { invoiceInput } from '../commands/drafting.ts';
import { morningOf } from '../domain/chasing.ts';
import { reckonDraft } from '../domain/reckoning.ts';
import { checkSchedule, type RecurringState } from '../domain/recurring.ts';
import { settingsOf } from '../store/customers.ts';
import { moveRecurring, type RecurringInput } from '../store/recurring.ts';

// What making a recurring invoice and changing one have in common.

/** Refuses what could not be drafted now. @returns today in the tenant's zone @throws Fault invalid, notFound */
export async function checkAsked(ctx: Context, input: RecurringInput): Promise<{ today: string; timeZone: string }> {
  const settings = await settingsOf(ctx, input.customerId);
  checkSchedule(recurrenceOf(input));
  reckonDraft(invoiceInput(input, settings));
  return { today: localDate(ctx.now, settings.timeZone), timeZone: settings.timeZone };
}

export function recurrenceOf({ every, unit, startOn, monthEnd = false, endOn }: RecurringInput) {
  return { every, unit, startOn, monthEnd, ...(endOn !== undefined && { endOn }) };
}

export async function sealTexts(ctx: Context, { recurringId, customerId, note, poNumber }: RecurringInput) {
  if (note === undefined && poNumber === undefined) return { note: null, poNumber: null };
  const ring = await ctx.keys(customerId);
  const seal = (field: string, plain: string | undefined) =>
    plain === undefined ? null : ring.seal(`recurring.${field}`, recurringId, plain);
  return { note: seal('note', note), poNumber: seal('poNumber', poNumber) };
}

type Waiting = { recurringId: string; timeZone: string };

/** Waits for the next period; without one it has ended. Whatever timer was set before counts no more. */
export async function waitFor(ctx: Context, { recurringId, timeZone }: Waiting, nextOn: string | null) {
  const timer = nextOn === null ? null : newId();
  const state: RecurringState = nextOn === null ? 'ended' : 'active';
  await moveRecurring(ctx, recurringId, { state, nextOn, timer, problem: null });
  if (timer !== null && nextOn !== null)
    ctx.stage.later(contract.runRecurringInvoice, { recurringId, timer }, morningOf(nextOn, timeZone));
  return { recurringId, state, nextOn };
}

/** When a draft of now is issued: at once, or in the morning after its days of review. */
export function issueTime(now: Date, review_days: number, timeZone: string): Date {
  return review_days === 0 ? now : morningOf(addDays(localDate(now, timeZone), review_days), timeZone);
}
