import type { Context } from '@purser/bus';
import { findRun, type Run } from '../store/runs.ts';

export async function getRun(ctx: Pick<Context, 'tx' | 'tenant'>, { runId }: { runId: string }) {
  return runView(await findRun(ctx, runId));
}

export function runView({ runId, kind, state, total, reached, refused, problem, actorId, createdAt, endedAt }: Run) {
  return {
    runId,
    kind,
    state: problem === null ? state : ('stalled' as const),
    total,
    done: reached - refused,
    refused,
    problem,
    startedBy: actorId,
    createdAt: new Date(createdAt).toISOString(),
    endedAt: endedAt && new Date(endedAt).toISOString(),
  };
}
