import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { checkRun, mostItems, runEmpty, runTooLarge } from '../domain/run.ts';
import { insertFound, insertNamed } from '../store/runItems.ts';
import { goOn, insertRun } from '../store/runs.ts';
import { tenantToday } from '../store/tenantToday.ts';
import { nameOf } from '../store/timeline.ts';

type Input = z.output<typeof contract.startRun.input>;

/** Settles which invoices a run is about, and sets it to work, or behind the one that is. */
export async function startRun(ctx: Context, input: Input) {
  checkRun(input);
  const { runId, kind, issueDate = null, send = null, reason } = input;
  const total = await insertItems(ctx, input);
  if (total === 0) throw runEmpty();
  if (total > mostItems) throw runTooLarge();
  const sealed = reason === undefined ? null : (await ctx.keys()).seal('run.reason', runId, reason);
  const facts = { runId, kind, issueDate, send, reason: sealed, actorId: nameOf(ctx.actor), total };
  const state = await insertRun(ctx, facts);
  if (state === 'running') await goOn(ctx, runId);
  return { runId, state, total };
}

async function insertItems(ctx: Context, { runId, kind, invoices }: Input): Promise<number> {
  if ('ids' in invoices) return insertNamed(ctx, runId, invoices.ids);
  const { customerId, status } = invoices.filter;
  const { today } = await tenantToday(ctx);
  // Drafts are what is issued; what is sent or voided was.
  if (kind === 'issue') return insertFound(ctx, runId, { shown: 'draft', customerId, today, withDrafts: true });
  return insertFound(ctx, runId, { shown: status ?? 'outstanding', customerId, today, withDrafts: false });
}
