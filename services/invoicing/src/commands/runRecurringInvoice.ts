import { addDays } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { newId } from '@purser/message';
import { morningOf } from '../domain/chasing.ts';
import { nextRun } from '../domain/recurring.ts';
import { refusalText } from '../recurring/refusalText.ts';
import { issueTime, waitFor } from '../recurring/storing.ts';
import { insertDraft } from '../store/insertDraft.ts';
import { countMade, lockRecurring, moveRecurring, type Recurring } from '../store/recurring.ts';
import { insertRun } from '../store/recurringRuns.ts';
import { noteOnTimeline } from '../store/timeline.ts';
import { type DraftInput, draftContent, sayDrafted } from './drafting.ts';

type Input = { recurringId: string; timer: string };

/**
 * A period has come: its draft is made, once, and the next one is waited for. After downtime each period that was missed gets its own,
 * one after the other; none is made before its day. What cannot be drafted stops the whole, with the reason, until staff resume it.
 */
export async function runRecurringInvoice(ctx: Context, { recurringId, timer }: Input) {
  const recurring = await lockRecurring(ctx, recurringId);
  const { state, nextOn, timeZone, schedule } = recurring;
  if (recurring.timer !== timer || nextOn === null) return { recurringId, state };
  if (ctx.now < morningOf(nextOn, timeZone)) return waited(await waitFor(ctx, recurring, nextOn));
  const drafted = await draft(ctx, recurring, nextOn);
  if (drafted.problem !== null) {
    const { problem } = drafted;
    await moveRecurring(ctx, recurringId, { state: 'paused', nextOn, timer: null, problem });
    ctx.log.warn({ tenant: ctx.tenant, recurring: recurringId, problem }, 'a recurring invoice came to a stop');
    return { recurringId, state: 'paused' as const };
  }
  if (drafted.isNew) await countMade(ctx, recurringId);
  const made = schedule.made + (drafted.isNew ? 1 : 0);
  return waited(await waitFor(ctx, recurring, nextRun({ ...schedule, made }, addDays(nextOn, 1))));
}

const waited = ({ recurringId, state }: Awaited<ReturnType<typeof waitFor>>) => ({ recurringId, state });

type Drafted = { problem: string } | { problem: null; isNew: boolean };

async function draft(ctx: Context, recurring: Recurring, periodOn: string): Promise<Drafted> {
  const { recurringId, customerId, review_days, timeZone } = recurring;
  const invoiceId = newId();
  const asked = await draftOf(ctx, recurring, invoiceId);
  if (!asked) return { problem: 'The customer was erased.' };
  const content = await draftContent(ctx, asked, undefined).catch((error: unknown) => {
    // Nothing has been written yet: what is refused can be told, and anything else is tried again.
    if (isFault(error) && (error.kind === 'invalid' || error.kind === 'rejected' || error.kind === 'notFound'))
      return { refused: refusalText(error) };
    throw error;
  });
  if ('refused' in content) return { problem: content.refused };
  const issueAt = issueTime(ctx.now, review_days, timeZone);
  if (!(await insertRun(ctx, recurring, { periodOn, invoiceId, issueAt }))) return { problem: null, isNew: false };
  await insertDraft(ctx, { ...asked, ...content });
  await sayDrafted(ctx, asked, content, 'drafted');
  await noteOnTimeline(
    ctx,
    { invoiceId, customerId, currency: content.totals.currency },
    { what: 'recurred', sourceId: recurringId },
  );
  ctx.stage.later(contract.issueRecurringRun, { recurringId, periodOn }, issueAt);
  return { problem: null, isNew: true };
}

async function draftOf(ctx: Context, recurring: Recurring, invoiceId: string): Promise<DraftInput | undefined> {
  const { recurringId, customerId, content, note, poNumber } = recurring;
  const ring = await ctx.keys(customerId);
  if (ring.destroyed) return undefined;
  return {
    invoiceId,
    customerId,
    ...content,
    ...(note && { note: ring.openText('recurring.note', recurringId, note) }),
    ...(poNumber && { poNumber: ring.openText('recurring.poNumber', recurringId, poNumber) }),
  };
}
