import type { Context } from '@purser/bus';
import { runNotStalled } from '../domain/run.ts';
import { lockRun, tryAgain } from '../store/runs.ts';

/** The batch at which a run came to a stop is tried again. */
export async function resumeRun(ctx: Context, { runId }: { runId: string }) {
  await lockRun(ctx, runId);
  if (!(await tryAgain(ctx, runId))) throw runNotStalled();
  return { runId };
}
