import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { readRuns } from '../store/runs.ts';
import { runView } from './getRun.ts';

/** Runs, the newest first. */
export async function listRuns(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  { after, limit }: z.output<typeof contract.listRuns.input>,
) {
  const rows = await readRuns(ctx, after, limit + 1);
  const page = rows.slice(0, limit);
  return { runs: page.map(runView), next: rows.length > limit ? (page.at(-1)?.runId ?? null) : null };
}
