import { type Context, putBackInLine } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { notFound } from '../domain/refusals.ts';
import type { RunKind, RunState } from '../domain/run.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;

export type Run = {
  runId: string;
  kind: RunKind;
  state: RunState;
  issueDate: string | null;
  send: boolean | null;
  /** Sealed. */
  reason: Buffer | null;
  actorId: string;
  total: number;
  reached: number;
  refused: number;
  /** Why it is stalled: what became of the message that was to do its next batch. */
  problem: string | null;
  createdAt: string;
  endedAt: string | null;
};

const handler = `${contract.continueRun.service}.${contract.continueRun.name}`;
const gaveUp = ['failed', 'rejected'] as const;

type NewRun = Pick<Run, 'runId' | 'kind' | 'issueDate' | 'send' | 'reason' | 'actorId' | 'total'>;

const columns = (sql: Context['tx']['sql']) => sql`
  run_id as "runId", kind, state, issue_date as "issueDate", send, reason, actor_id as "actorId", total, reached, refused,
  created_at as "createdAt", ended_at as "endedAt", case when state = 'running' then (
    select coalesce(l.fault::json->>'text', l.status) from ledger l
    where l.tenant_id = runs.tenant_id and l.handler = ${handler} and l.message_id = runs.message_id and l.status = any(${[...gaveUp]}::text[])
  ) end as problem`;

export async function findRun({ tx, tenant }: Storing, runId: string): Promise<Run> {
  const [run] = await tx.sql<
    Run[]
  >`select ${columns(tx.sql)} from runs where tenant_id = ${tenant} and run_id = ${runId}`;
  if (!run) throw notFound('run');
  return run;
}

/** The run, locked until the commit: one batch at a time, and no cancelling in the middle of one. @throws Fault notFound */
export async function lockRun({ tx, tenant }: Storing, runId: string): Promise<Run> {
  const [run] = await tx.sql<Run[]>`
    select ${columns(tx.sql)} from runs where tenant_id = ${tenant} and run_id = ${runId} for update`;
  if (!run) throw notFound('run');
  return run;
}

/**
 * A new run: at work at once, or queued behind the one that is. That one stays locked until the commit, so that it cannot end
 * without seeing who queues.
 * @throws Fault conflict when there is one of this id
 */
export async function insertRun({ tx, tenant, now }: Storing & Pick<Context, 'now'>, run: NewRun): Promise<RunState> {
  const { runId, kind, issueDate, send, reason, actorId, total } = run;
  for (;;) {
    const [atWork] = await tx.sql`select from runs where tenant_id = ${tenant} and state = 'running' for update`;
    const state = atWork ? 'queued' : 'running';
    const made = await tx.sql`
      insert into runs (tenant_id, run_id, kind, state, issue_date, send, reason, actor_id, total, created_at)
      values (${tenant}, ${runId}, ${kind}, ${state}, ${issueDate}, ${send}, ${reason}, ${actorId}, ${total}, ${now.toISOString()})
      on conflict do nothing`;
    if (made.count === 1) return state;
    const [same] = await tx.sql`select from runs where tenant_id = ${tenant} and run_id = ${runId}`;
    if (same) throw fault('conflict', 'run_exists', 'There is a run with this id.');
    // Another became the one at work meanwhile.
  }
}

/** Has the next batch of a run done, by a message of its own. */
export async function goOn({ tx, tenant, stage }: Storing & Pick<Context, 'stage'>, runId: string): Promise<void> {
  const messageId = stage.send(contract.continueRun, { runId });
  await tx.sql`update runs set message_id = ${messageId} where tenant_id = ${tenant} and run_id = ${runId}`;
}

/** Tries the message again that gave up, under its own id. @returns false when none did */
export async function tryAgain({ tx, tenant }: Storing, runId: string): Promise<boolean> {
  const [row] = await tx.sql<{ messageId: string | null }[]>`
    select message_id as "messageId" from runs where tenant_id = ${tenant} and run_id = ${runId} and state = 'running'`;
  if (!row?.messageId) return false;
  return putBackInLine(tx.sql, { tenant, handler, messageId: row.messageId }, gaveUp);
}

/** The run that came to a stop by itself; only one of a tenant's is at work. */
export async function stalledRun({ tx, tenant }: Storing): Promise<Run | undefined> {
  const [run] = await tx.sql<
    Run[]
  >`select ${columns(tx.sql)} from runs where tenant_id = ${tenant} and state = 'running'`;
  return run && run.problem !== null ? run : undefined;
}

/** How far a run came. At its end the next in the queue goes to work. @returns the run that goes on, if one does */
export async function setReached(ctx: Storing & Pick<Context, 'now'>, run: Run, count: number, refused: number) {
  const { tx, tenant } = ctx;
  const reached = run.reached + count;
  if (reached < run.total) {
    await tx.sql`
      update runs set reached = ${reached}, refused = refused + ${refused} where tenant_id = ${tenant} and run_id = ${run.runId}`;
    return run.runId;
  }
  await tx.sql`
    update runs set reached = ${reached}, refused = refused + ${refused}, state = 'done', ended_at = ${ctx.now.toISOString()}
    where tenant_id = ${tenant} and run_id = ${run.runId}`;
  return nextRun(ctx);
}

/** Ends a run where it is. @returns the run that goes to work in its place, if one does */
export async function endRun(ctx: Storing & Pick<Context, 'now'>, run: Run): Promise<string | undefined> {
  await ctx.tx.sql`
    update runs set state = 'cancelled', ended_at = ${ctx.now.toISOString()}
    where tenant_id = ${ctx.tenant} and run_id = ${run.runId}`;
  return run.state === 'running' ? nextRun(ctx) : undefined;
}

async function nextRun({ tx, tenant }: Storing): Promise<string | undefined> {
  const [next] = await tx.sql<{ runId: string }[]>`
    update runs set state = 'running' where tenant_id = ${tenant} and state = 'queued' and run_id = (
      select run_id from runs where tenant_id = ${tenant} and state = 'queued' order by created_at, run_id limit 1 for update)
    returning run_id as "runId"`;
  return next?.runId;
}

/** The newest first, from a run on. */
export async function readRuns({ tx, tenant }: Storing, after: string | undefined, limit: number): Promise<Run[]> {
  return tx.sql<Run[]>`
    select ${columns(tx.sql)} from runs
    where tenant_id = ${tenant} ${after ? tx.sql`and run_id < ${after}` : tx.sql``}
    order by run_id desc limit ${limit}`;
}
