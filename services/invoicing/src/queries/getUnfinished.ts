import type { Context } from '@purser/bus';
import { refusedFees } from '../store/lateFees.ts';
import { stalledRun } from '../store/runs.ts';

/** What came to a stop and waits for a person. */
export async function getUnfinished(ctx: Pick<Context, 'tx' | 'tenant'>) {
  const run = await stalledRun(ctx);
  const fees = await refusedFees(ctx);
  return {
    run: run
      ? {
          runId: run.runId,
          kind: run.kind,
          total: run.total,
          done: run.reached - run.refused,
          problem: run.problem ?? '',
        }
      : null,
    fees: fees.map(({ amount, at, ...fee }) => ({ ...fee, amount: Number(amount), at: new Date(at).toISOString() })),
  };
}
