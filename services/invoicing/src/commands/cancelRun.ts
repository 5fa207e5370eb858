import type { Context } from '@purser/bus';
import { runEnded } from '../domain/run.ts';
import { endRun, goOn, lockRun, tryAgain } from '../store/runs.ts';

/** Ends a run between two batches: what is done stays done, what is not begun is left as it is. */
export async function cancelRun(ctx: Context, { runId }: { runId: string }) {
  const run = await lockRun(ctx, runId);
  if (run.state === 'done' || run.state === 'cancelled') throw runEnded();
  // A batch that gave up finds the run ended, and its alarm is over.
  await tryAgain(ctx, runId);
  const next = await endRun(ctx, run);
  if (next) await goOn(ctx, next);
  return { runId, state: 'cancelled' as const };
}
