import type { Ask, Context, MessageFacts } from '@purser/bus';
import { directory } from '@purser/contracts';
import { type Fault, isFault } from '@purser/fault';
import { batchOf, problemOf } from '../domain/run.ts';
import type { Outside } from '../outside.ts';
import { type NextItem, nextItems, setRefused } from '../store/runItems.ts';
import { findRun, goOn, lockRun, type Run, setReached } from '../store/runs.ts';
import { issueDrafts, type Parties } from './issuing.ts';
import { sendAgain } from './sendingAgain.ts';
import { voidInvoices } from './voiding.ts';

type Input = { runId: string };
type Gathered = { reached: number; items: NextItem[]; parties: Parties | null };

/**
 * The next batch of a run: all of it in one transaction with how far the run came, so that whoever takes over from a dead process
 * goes on where it stopped. Each batch is a message of its own and follows the events of the one before through the outbox,
 * where tenants take turns.
 */
export function continueRun(outside: Outside) {
  return {
    gather: (facts: MessageFacts & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {},
  };
}

async function gather(
  { runtime, publicUrl }: Outside,
  { tenant, ask, keys }: MessageFacts & { ask: Ask },
  { runId }: Input,
): Promise<Gathered> {
  const { run, next } = await runtime.tenantTx({ tenant }, async (tx) => {
    const found = await findRun({ tx, tenant }, runId);
    return { run: found, next: await nextItems({ tx, tenant }, found) };
  });
  const items = batchOf(next);
  const { reached } = run;
  const customerIds = [...new Set(items.flatMap(({ customerId }) => customerId ?? []))];
  const parties = run.kind === 'issue' && run.state === 'running' ? await partiesOf(ask, publicUrl, customerIds) : null;
  // Read here, where nothing is locked.
  await Promise.all(customerIds.map((customerId) => keys(customerId)));
  return { reached, items, parties };
}

async function partiesOf(ask: Ask, publicUrl: string | undefined, customerIds: string[]): Promise<Parties> {
  const [from, { customers }] = await Promise.all([
    ask.query(directory.getTenant, {}),
    ask.query(directory.getCustomers, { customerIds }),
  ]);
  return { from, customers: new Map(customers.map((customer) => [customer.customerId, customer])), publicUrl };
}

async function plan(ctx: Context, { runId }: Input, { reached, items, parties }: Gathered) {
  const run = await lockRun(ctx, runId);
  // Cancelled meanwhile, or another copy of this message was quicker.
  if (run.state !== 'running' || run.reached !== reached) return { done: { runId, reached: run.reached } };
  const outcomes = await work(asStarter(ctx, run), run, items, parties);
  const refused = items.flatMap(({ position, invoiceId }) => {
    const outcome = outcomes.get(invoiceId);
    return isFault(outcome) ? [{ position, ...told(ctx, outcome) }] : [];
  });
  await setRefused(ctx, runId, refused);
  const next = await setReached(ctx, run, items.length, refused.length);
  if (next) await goOn(ctx, next);
  return { done: { runId, reached: reached + items.length } };
}

/** What a run does is done by who began it. */
function asStarter(ctx: Context, { actorId }: Run): Context {
  return { ...ctx, actor: { kind: 'staff', id: actorId, roles: [] } };
}

async function work(
  ctx: Context,
  run: Run,
  items: readonly NextItem[],
  parties: Parties | null,
): Promise<Map<string, unknown>> {
  const ids = items.map(({ invoiceId }) => invoiceId);
  if (run.kind === 'send') return sendAgain(ctx, ids);
  if (run.kind === 'void') {
    const { runId, reason } = run;
    return voidInvoices(ctx, ids, reason ? (await ctx.keys()).openText('run.reason', runId, reason) : '');
  }
  if (!parties) return new Map();
  const { issueDate, send } = run;
  return issueDrafts(ctx, ids, parties, { issueDate: issueDate ?? undefined, send: send ?? undefined, inRun: true });
}

function told(ctx: Context, outcome: Fault) {
  if (outcome.kind === 'bug') ctx.log.error({ internal: outcome.internal }, 'an invoice of a run failed');
  return problemOf(outcome);
}
