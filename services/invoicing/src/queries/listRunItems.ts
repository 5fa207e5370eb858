import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { readItems } from '../store/runItems.ts';
import { findRun } from '../store/runs.ts';

/** What came of each invoice of a run. */
export async function listRunItems(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  { runId, result, after = 0, limit }: z.output<typeof contract.listRunItems.input>,
) {
  const rows = await readItems(ctx, await findRun(ctx, runId), { result, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ code, problem, ...item }) => ({
      ...item,
      problem: code === null || problem === null ? null : { code, text: problem },
    })),
    next: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}
