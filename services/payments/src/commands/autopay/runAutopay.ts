import { localDate } from '@purser/billing';
import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, directory } from '@purser/contracts';
import type { z } from 'zod';
import { nextRun } from '../../domain/autopay.ts';
import { lockRun } from '../../store/autopay.ts';
import { takeDue, takeEnding } from '../../store/bills.ts';
import { setNextRun } from './setAutopay.ts';

type Input = z.output<typeof contract.runAutopay.input>;
type Output = z.input<typeof contract.runAutopay.output>;

/** So many are begun at a time: other tenants' work, and people's, goes in between. */
const portion = 200;
const pause_ms = 2_000;
/** What was away for so long may be back in an hour. */
const afterGivingUp_ms = 3_600_000;

/**
 * The daily run. What it takes up it marks for the day, so that a second run, or the same one after a crash, takes up nothing twice; a
 * run that comes late takes up all that has become due. Each charge is a command of its own, and so is each end.
 */
export const runAutopay = {
  gather: async ({ ask }: Pick<MessageFacts, 'tenant'> & { ask: Ask }) =>
    (await ask.query(directory.getTenant, {})).timeZone,
  plan: async (ctx: Context, { timer }: Input, timeZone: string): Promise<Next<Output>> => {
    if ((await lockRun(ctx))?.timer !== timer) return { done: { began: 0, next: null } };
    const today = localDate(ctx.now, timeZone);
    const due = await takeDue(ctx, { today, limit: portion });
    for (const { invoiceId, ...turn } of due) ctx.stage.send(contract.chargeInvoice, { invoiceId, turn });
    const ending = await takeEnding(ctx, { today, limit: portion });
    for (const { invoiceId, ...turn } of ending) ctx.stage.send(contract.endDunning, { invoiceId, turn });
    const isMore = due.length === portion || ending.length === portion;
    const next = isMore ? new Date(ctx.now.getTime() + pause_ms) : nextRun(ctx.now, timeZone);
    await setNextRun(ctx, next);
    return { done: { began: due.length, next: next.toISOString() } };
  },
  steps: {},
  /** The chain never ends with a message that was given up. */
  gaveUp: async (ctx: Context, { timer }: Input): Promise<void> => {
    if ((await lockRun(ctx))?.timer === timer) await setNextRun(ctx, new Date(ctx.now.getTime() + afterGivingUp_ms));
  },
};
