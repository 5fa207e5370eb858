import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { isFault } from '@purser/fault';
import { invoiceInput } from '../commands/drafting.ts';
import { reckonDraft } from '../domain/reckoning.ts';
import { dayToGoOnFrom, upcomingRuns } from '../domain/recurring.ts';
import { settingsOf } from '../store/customers.ts';
import { type Recurring, readRecurring } from '../store/recurring.ts';
import { type Run, readRuns, runState } from '../store/recurringRuns.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>;

const shownRuns = 50;
const shownDates = 6;

/** A recurring invoice with what it has made and the days it will go on. */
export async function getRecurringInvoice(ctx: Reading, { recurringId }: { recurringId: string }) {
  const recurring = await readRecurring(ctx, recurringId);
  const [runs, texts, sum] = await Promise.all([
    readRuns(ctx, recurringId, { limit: shownRuns }),
    textsOf(ctx, recurring),
    sumOf(ctx, recurring),
  ]);
  const { customerId, name, content, schedule, review_days, send, state, problem, createdAt } = recurring;
  const { most, ...rhythm } = schedule;
  return {
    recurringId,
    customerId,
    name,
    ...content,
    ...texts,
    ...rhythm,
    ...(most !== null && { most }),
    review_days,
    send,
    state,
    problem,
    ...sum,
    upcoming: upcomingOf(ctx, recurring),
    runs: runs.map(runOut),
    createdAt: new Date(createdAt).toISOString(),
  };
}

/** Of a paused one, how it would go on if it were resumed today. */
function upcomingOf({ now }: Reading, { state, schedule, nextOn, lastRun, problem, timeZone }: Recurring): string[] {
  if (state === 'ended') return [];
  const goesOn = state === 'active' || problem !== null ? nextOn : null;
  return upcomingRuns(schedule, goesOn ?? dayToGoOnFrom(localDate(now, timeZone), lastRun), shownDates);
}

function runOut({ periodOn, invoiceId, number, issueAt, problem, ...run }: Run) {
  const state = runState({ ...run, number, problem });
  const isFailed = state === 'failed';
  return {
    periodOn,
    invoiceId,
    number,
    state,
    issueAt: new Date(issueAt).toISOString(),
    problem: isFailed ? problem : null,
  };
}

async function textsOf({ keys }: Reading, { recurringId, customerId, note, poNumber }: Recurring) {
  const ring = await keys(customerId);
  if (ring.destroyed) return {};
  return {
    ...(note && { note: ring.openText('recurring.note', recurringId, note) }),
    ...(poNumber && { poNumber: ring.openText('recurring.poNumber', recurringId, poNumber) }),
  };
}

/** Nothing, where it could not be drafted now. */
async function sumOf(ctx: Reading, { customerId, content }: Recurring) {
  try {
    const { total, currency } = reckonDraft(invoiceInput(content, await settingsOf(ctx, customerId))).totals;
    return { total: Number(total), totalCurrency: currency };
  } catch (error) {
    if (isFault(error)) return { total: null, totalCurrency: null };
    throw error;
  }
}
