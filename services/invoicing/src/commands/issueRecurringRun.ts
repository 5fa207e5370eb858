import type { Ask, Context, MessageFacts } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { notFound } from '../domain/refusals.ts';
import type { Outside } from '../outside.ts';
import { refusalText } from '../recurring/refusalText.ts';
import { readRecurring } from '../store/recurring.ts';
import { noteProblem, readRuns } from '../store/recurringRuns.ts';

type Input = { recurringId: string; periodOn: string };
type Gathered = { problem: string | null };

/**
 * The days of review are over: the draft, as staff left it, is issued by the one command that issues. Refused, it stays a draft with the
 * reason; one that was discarded stays discarded, and one that was issued by hand stays as it is.
 */
export function issueRecurringRun(outside: Outside) {
  return {
    gather: (facts: MessageFacts & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {},
  };
}

async function gather(
  { runtime }: Outside,
  { tenant, ask }: MessageFacts & { ask: Ask },
  { recurringId, periodOn }: Input,
): Promise<Gathered> {
  const { run, send } = await runtime.tenantTx({ tenant }, async (tx) => {
    const ctx = { tx, tenant };
    const [recurring, [found]] = await Promise.all([
      readRecurring(ctx, recurringId),
      readRuns(ctx, recurringId, { periodOn }),
    ]);
    return { run: found, send: recurring.send };
  });
  if (!run) throw notFound('recurring_invoice');
  if (!run.there || run.number !== null) return { problem: null };
  try {
    await ask.command(contract.issueInvoice, { invoiceId: run.invoiceId, send });
    return { problem: null };
  } catch (error) {
    // What is refused is for staff to put right. What nobody knows yet is tried again, under the same id.
    if (isFault(error) && settled.has(error.code)) return { problem: null };
    if (isFault(error) && refusals.has(error.kind)) return { problem: refusalText(error) };
    throw error;
  }
}

/** It was issued or discarded at the same moment. */
const settled: ReadonlySet<string> = new Set(['invoice_not_draft', 'invoice_not_found']);
const refusals: ReadonlySet<string> = new Set(['rejected', 'invalid', 'conflict', 'notFound']);

async function plan(ctx: Context, { recurringId, periodOn }: Input, { problem }: Gathered) {
  await noteProblem(ctx, { recurringId, periodOn }, problem);
  if (problem !== null)
    ctx.log.warn({ tenant: ctx.tenant, recurring: recurringId, problem }, 'a recurring invoice could not be issued');
  return { done: { recurringId, problem } };
}
